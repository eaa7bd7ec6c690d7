"""Numbers, amounts, populations and days, in both languages."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import override

from ui import typography


@pytest.mark.parametrize(
    ("value", "decimals", "french", "english"),
    [
        (0, None, "0", "0"),
        (840, None, "840", "840"),
        (12400, None, "12\u00a0400", "12,400"),
        (Decimal("1000000"), None, "1\u00a0000\u00a0000", "1,000,000"),
        (Decimal("7.70"), None, "7,7", "7.7"),
        (1234.5, None, "1\u00a0234,5", "1,234.5"),
        (3, 1, "3,0", "3.0"),
        (-12, None, "\u221212", "\u221212"),
    ],
)
def test_a_number_follows_the_language(value, decimals, french, english) -> None:
    with override("fr"):
        assert typography.number(value, decimals) == french
    with override("en"):
        assert typography.number(value, decimals) == english


@pytest.mark.parametrize(
    ("value", "french", "english"),
    [
        (Decimal("12400.00"), "12\u00a0400\u00a0€", "€12,400"),
        (Decimal("12400.5"), "12\u00a0400,50\u00a0€", "€12,400.50"),
        (0, "0\u00a0€", "€0"),
        (Decimal("-3.456"), "\u22123,46\u00a0€", "\u2212€3.46"),
    ],
)
def test_an_amount_has_cents_only_where_there_are_some(value, french, english) -> None:
    with override("fr"):
        assert typography.euros(value) == french
    with override("en"):
        assert typography.euros(value) == english


def test_an_unknown_population_is_not_zero() -> None:
    with override("en"):
        assert typography.inhabitants(None) == "population unknown"
        assert typography.inhabitants(0) == "0\u00a0inhabitants"
        assert typography.inhabitants(1) == "1\u00a0inhabitant"
        assert typography.inhabitants(34969) == "34,969\u00a0inhabitants"


def test_a_day_is_written_in_words() -> None:
    with override("fr"):
        assert typography.day(date(2026, 3, 1)) == "1er\u00a0mars 2026"
        assert typography.day(date(2026, 11, 21)) == "21\u00a0novembre 2026"
    with override("en"):
        assert typography.day(date(2026, 3, 1)) == "1\u00a0March 2026"


def test_a_moment_is_shown_on_its_day_in_france() -> None:
    with override("fr"):
        late = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)
        assert typography.day(late) == "1er\u00a0juillet 2026"


def test_french_punctuation_keeps_to_its_word() -> None:
    with override("fr"):
        assert typography.unbroken("Où ? « Ici » : 12 400 km !") == (
            "Où\u00a0? «\u00a0Ici\u00a0»\u00a0: 12\u00a0400 km\u00a0!"
        )
        assert typography.unbroken("98 % à 3\u202f500") == "98\u00a0% à 3\u00a0500"
        assert typography.unbroken("https://www.insee.fr/?a=1") == "https://www.insee.fr/?a=1"
    with override("en"):
        assert typography.unbroken("Why ? No.") == "Why ? No."


def test_safe_html_stays_safe_and_text_stays_unsafe() -> None:
    with override("fr"):
        assert isinstance(typography.unbroken(mark_safe("<b>Où</b> ?")), SafeString)
        assert not isinstance(typography.unbroken("<b> ?"), SafeString)
