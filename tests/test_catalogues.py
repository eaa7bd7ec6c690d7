"""The French and English catalogues are complete, and what is compiled is what is written."""

from pathlib import Path

import polib
import pytest

LOCALES = Path(__file__).resolve().parents[1] / "site" / "locale"


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_message_has_its_translation(language: str) -> None:
    catalogue = polib.pofile(str(LOCALES / language / "LC_MESSAGES" / "django.po"))
    assert [entry.msgid for entry in catalogue.untranslated_entries()] == []
    assert [entry.msgid for entry in catalogue.fuzzy_entries()] == []


@pytest.mark.parametrize("language", ["fr", "en"])
def test_compiled_catalogue_is_up_to_date(language: str) -> None:
    folder = LOCALES / language / "LC_MESSAGES"
    compiled = {
        (entry.msgctxt, entry.msgid): (entry.msgstr, entry.msgstr_plural)
        for entry in polib.mofile(str(folder / "django.mo"))
    }
    written = {
        (entry.msgctxt, entry.msgid): (entry.msgstr, entry.msgstr_plural)
        for entry in polib.pofile(str(folder / "django.po"))
        if not entry.obsolete
    }
    assert compiled == written


def test_french_keeps_the_placeholders() -> None:
    catalogue = polib.pofile(str(LOCALES / "fr" / "LC_MESSAGES" / "django.po"))
    for entry in catalogue:
        for text in [entry.msgstr] if entry.msgstr else entry.msgstr_plural.values():
            for wanted in ("<", "href"):
                assert (wanted in entry.msgid) == (wanted in text), entry.msgid
