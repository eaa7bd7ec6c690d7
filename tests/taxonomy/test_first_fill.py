"""The first terms: complete in both languages, never in the way of the editors."""

import re

import pytest
from django.core.management import call_command
from wagtail.models import Locale

from taxonomy.first_fill import MODELS, fill_taxonomy, read_terms
from taxonomy.models import Audience, Pillar, Theme

pytestmark = pytest.mark.django_db


def test_fills_both_languages_under_the_same_keys() -> None:
    created = fill_taxonomy()

    assert created["themes"] == 2 * 54
    french = Theme.objects.filter(locale__language_code="fr")
    assert french.filter(parent=None).count() == 14
    assert french.exclude(parent=None).count() == 40
    assert Pillar.objects.filter(locale__language_code="fr").count() == 4
    english = Theme.objects.get(slug="eclairage-public", locale__language_code="en")
    assert english.name == "Street lighting"
    assert english.parent is not None
    assert english.parent.locale.language_code == "en"
    assert english.translation_key == french.get(slug="eclairage-public").translation_key


def test_a_second_fill_adds_nothing() -> None:
    fill_taxonomy()

    assert sum(fill_taxonomy().values()) == 0


def test_what_editors_changed_stays() -> None:
    fill_taxonomy()
    Theme.objects.filter(slug="eau", locale__language_code="fr").update(name="Eau potable")
    Theme.objects.filter(slug="eau", locale__language_code="en").delete()
    Audience.objects.get(slug="elus", locale__language_code="en").delete()

    assert sum(fill_taxonomy().values()) == 2
    assert Theme.objects.get(slug="eau", locale__language_code="fr").name == "Eau potable"


def test_a_term_that_an_editor_made_in_english_first_is_left_alone() -> None:
    english = Locale.objects.get_or_create(language_code="en")[0]
    Audience.objects.create(slug="elus", name="Mayors", locale=english)

    fill_taxonomy()

    assert Audience.objects.get(slug="elus", locale=english).name == "Mayors"


def test_the_command_says_what_it_did(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("load_taxonomy")
    call_command("load_taxonomy")

    first, second = capsys.readouterr().out.splitlines()
    assert "themes 108" in first
    assert "rien" in second


@pytest.mark.parametrize("key", sorted(MODELS))
def test_the_file_is_complete(key: str) -> None:
    terms = read_terms()[key]

    assert len({term["slug"] for term in terms}) == len(terms)
    for term in terms:
        assert re.fullmatch(r"[a-z0-9-]+", term["slug"])
        assert term["name_fr"]
        assert term["name_en"]
        assert "'" not in term["name_fr"] + term["description_fr"]
        assert not re.search(r"[^\u00a0\d][:;?!](\s|$)", term["description_fr"])
