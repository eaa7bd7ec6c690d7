"""Numbers, amounts and dates as they are written in French and in English."""

import re
from datetime import date, datetime, time
from decimal import Decimal
from functools import lru_cache

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext, ngettext
from wagtail.rich_text import RichText

# The narrow no-break space (U+202F) is in neither of the two typefaces: U+00A0 stands for it.
NBSP = "\u00a0"
NARROW_NBSP = "\u202f"

Number = int | float | Decimal


def in_french() -> bool:
    """Whether the active language is French; it is when none is active."""
    return (get_language() or "fr").startswith("fr")


def number(value: Number, decimals: int | None = None) -> str:
    """A number with its thousands apart: 1 234,5 in French, 1,234.5 in English.

    `decimals` fixes how many digits follow the decimal sign; None keeps those that say something.
    """
    if decimals is None:
        text = f"{Decimal(str(value)).normalize():,f}"
    else:
        text = f"{Decimal(str(value)):,.{decimals}f}"
    if in_french():
        text = text.replace(",", NBSP).replace(".", ",")
    return text.replace("-", "\u2212")


def euros(value: Number) -> str:
    """An amount in euros; cents are written only where there are some."""
    amount = Decimal(str(value)).quantize(Decimal("0.01"))
    written = number(abs(amount), decimals=0 if amount == amount.to_integral_value() else 2)
    sign = "\u2212" if amount < 0 else ""
    return f"{sign}{written}{NBSP}€" if in_french() else f"{sign}€{written}"


def inhabitants(population: int | None) -> str:
    """A population in words; None is unknown, which is not small."""
    if population is None:
        return gettext("population unknown")
    text = ngettext("%(count)s inhabitant", "%(count)s inhabitants", population)
    return text.replace(" ", NBSP) % {"count": number(population)}


def day(value: date) -> str:
    """A day in words: 1er mars 2026 in French, 1 March 2026 in English; a moment in local time."""
    if isinstance(value, datetime):
        value = (timezone.localtime(value) if timezone.is_aware(value) else value).date()
    return _day_in(get_language(), value)


@lru_cache  # lists write the same few days many times
def _day_in(_language: str | None, value: date) -> str:
    """`value` in the active language, which is `_language`."""
    text = date_format(value, "j F Y", use_l10n=False)
    if value.day == 1 and in_french():
        text = text.replace("1 ", "1er ", 1)
    return text.replace(" ", NBSP, 1)


def hour(value: time) -> str:
    """An hour of the day: 9 h or 9 h 30 in French, 09:00 or 09:30 in English."""
    if not in_french():
        return f"{value:%H:%M}"
    minutes = f"{NBSP}{value:%M}" if value.minute else ""
    return f"{value.hour}{NBSP}h{minutes}"


_BEFORE = re.compile(r"[ \u202f]+(?=(?:[;:?!»%€](?!\w)))")
_AFTER = re.compile(r"(?<=«)[ \u202f]+")
_THOUSANDS = re.compile(r"(?<=\d)[ \u202f](?=\d{3}\b)")


def unbroken(text: str | RichText) -> str:
    """French text whose spaces cannot break before ; : ? ! » % €, after « and in numbers.

    Only spaces that are there change, so that addresses and English stay as they are. HTML that is
    marked safe stays safe: no character with a meaning in HTML is added or taken away.
    """
    written = str(text)
    if not in_french():
        return written
    changed = _THOUSANDS.sub(NBSP, _AFTER.sub(NBSP, _BEFORE.sub(NBSP, written)))
    changed = changed.replace(NARROW_NBSP, NBSP)
    return mark_safe(changed) if isinstance(written, SafeString) else changed  # noqa: S308
