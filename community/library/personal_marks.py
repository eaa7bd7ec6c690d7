"""What a text seems to tell of people: shown to whoever shares a document and whoever publishes it.

What is found may be a name that a deliberation has to give; what is not found may still be there.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

MOST = 20  # of each sort


class Sort(models.TextChoices):
    EMAIL = "email", _("E-mail addresses")
    PHONE = "phone", _("Telephone numbers")
    ADDRESS = "address", _("Postal addresses")
    IBAN = "iban", _("Bank account numbers (IBAN)")
    NAME = "name", _("Names of people")


@dataclass(frozen=True)
class Marks:
    """Of one sort, each once, in the order of the text; `more`: how many are left out."""

    sort: Sort
    found: tuple[str, ...]
    more: int


EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
# Ten digits of the French numbering plan (ARCEP), apart in pairs or not, or with +33.
PHONE = re.compile(
    r"(?<![\d,])(?:(?:\+|00)33[ .-]?(?:\(0\)[ .-]?)?|0)[1-9](?:[ .-]?\d{2}){4}(?!\d)"
)
WAY = (
    r"rue|avenue|av\.|boulevard|bd|place|chemin|impasse|allée|allées|route|quai|cours|square|"
    r"passage|sentier|lotissement|résidence|hameau|faubourg|ruelle|venelle|montée|esplanade"
)
ADDRESS = re.compile(
    rf"(?<!\d)\d{{1,4}}(?: ?(?:bis|ter|quater|[A-D]))?,? (?:{WAY}) [^\n,;:()|]{{2,60}}"
    r"(?:,? ?\d{5} [^\W\d_][^\n,;:()|]{1,40})?",
    re.IGNORECASE,
)
# Beginning of an account number, and its length by country (ISO 13616, registry of SWIFT).
IBAN = re.compile(r"(?<![A-Z0-9])(?:FR|MC|BE|DE|ES|IT|LU|CH|GB|NL|PT)\d{2}(?=[ A-Z0-9])")
IBAN_LENGTHS = {
    "FR": 27, "MC": 27, "BE": 16, "DE": 22, "ES": 24, "IT": 27, "LU": 20, "CH": 21, "GB": 22,
    "NL": 18, "PT": 25,
}  # fmt: skip
WORD = r"[A-ZÀ-ÖØ-Þ][\w'’-]{0,40}"
NAME = re.compile(
    rf"(?<!\w)(?:M\.|MM\.|Mme|Mmes|Mlle|Monsieur|Madame|Mademoiselle|Maître|Dr|Docteur) "
    rf"(?!L[ae]s? |L['’]){WORD}(?: (?:(?:de|du|des|d['’]|le|la) ?)?{WORD}){{0,3}}"
)


def marks(text: str, most: int = MOST) -> list[Marks]:
    """What `text` seems to tell of people, `most` of each sort; none of which nothing is found."""
    finders = {
        Sort.EMAIL: _all(EMAIL, text),
        Sort.PHONE: _all(PHONE, text),
        Sort.ADDRESS: _all(ADDRESS, text),
        Sort.IBAN: _ibans(text),
        Sort.NAME: _all(NAME, text),
    }
    found = []
    for sort, each in finders.items():
        if once := list(dict.fromkeys(each)):
            found.append(Marks(sort, tuple(once[:most]), max(0, len(once) - most)))
    return found


def _all(pattern: re.Pattern[str], text: str) -> Iterator[str]:
    return (" ".join(match[0].split()) for match in pattern.finditer(text))


def _ibans(text: str) -> Iterator[str]:
    """Those whose key holds: a number of the same form is none by accident once in 97."""
    for match in IBAN.finditer(text):
        following = text[match.start() : match.start() + 60].split("\n")[0]
        number = "".join(following.split())[: IBAN_LENGTHS[match[0][:2]]]
        if len(number) == IBAN_LENGTHS[number[:2]] and _key_holds(number):
            yield " ".join(number[place : place + 4] for place in range(0, len(number), 4))


def _key_holds(number: str) -> bool:
    """ISO 7064 (mod 97-10) over the number with its first four characters at the end."""
    moved = number[4:] + number[:4]
    if not moved.isascii() or not moved.isalnum():
        return False
    return int("".join(str(int(one, 36)) for one in moved)) % 97 == 1
