"""The number by which INSEE knows an establishment, and the key that is in it."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

LA_POSTE = "356000000"


def read_siret(text: str) -> str:
    """The fourteen digits of `text`, which may be apart by spaces; ValidationError otherwise."""
    digits = "".join(text.split())
    if not (digits.isascii() and digits.isdigit() and len(digits) == 14 and _holds(digits)):
        raise ValidationError(_("This is no SIRET number: check its fourteen digits."))
    return digits


def _holds(digits: str) -> bool:
    """Luhn's key (ISO/IEC 7812-1). Establishments of La Poste: the sum of digits, by fives."""
    if digits.startswith(LA_POSTE) and sum(map(int, digits)) % 5 == 0:
        return True
    doubled = (2 * int(one) if odd else int(one) for odd, one in _odd(digits))
    return sum(one - 9 if one > 9 else one for one in doubled) % 10 == 0


def _odd(digits: str) -> list[tuple[bool, str]]:
    """Each digit, and whether it is doubled: every second one from the right."""
    return [(place % 2 == 1, one) for place, one in enumerate(reversed(digits))]
