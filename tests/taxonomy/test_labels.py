"""Names of terms by locale: one query, then none, and never out of date in its own process."""

import time

import pytest
from django.utils import translation
from wagtail.models import Locale

from taxonomy.first_fill import fill_taxonomy
from taxonomy.labels import labels, names, theme_tree
from taxonomy.models import Audience, Pillar, Theme
from tests.factories.taxonomy import ThemeFactory

pytestmark = pytest.mark.django_db


def test_names_are_those_of_the_locale() -> None:
    fill_taxonomy()

    assert names(Theme, locale="fr")["eclairage-public"] == "Éclairage public"
    assert names(Theme, locale="en")["eclairage-public"] == "Street lighting"
    with translation.override("en"):
        assert names(Theme)["eau"] == "Water"


def test_a_missing_translation_falls_back_to_french() -> None:
    ThemeFactory(slug="eau", name="Eau")
    Locale.objects.get_or_create(language_code="en")

    assert names(Theme, locale="en") == {"eau": "Eau"}


@pytest.mark.parametrize("locale", ["de", "", "en-gb"])
def test_an_unknown_locale_is_no_error(locale: str) -> None:
    ThemeFactory(slug="eau", name="Eau")

    assert names(Theme, locale=locale) == {"eau": "Eau"}


def test_pillars_have_icons_and_short_names() -> None:
    fill_taxonomy()

    pillar = labels(Pillar, locale="en")["valoriser-donnees"]

    assert pillar.icon == "p-donnees"
    assert pillar.short_name == "Make the most of data"


def test_the_tree_has_every_sub_theme_under_its_theme() -> None:
    fill_taxonomy()

    tree = theme_tree(locale="fr")

    assert len(tree) == 14
    assert sum(len(branch.children) for branch in tree) == 40
    assert tree[0].label.slug == "mobilite-logistique"
    assert [child.slug for child in tree[0].children][0] == "covoiturage"


def test_one_query_then_none(django_assert_num_queries) -> None:
    fill_taxonomy()

    with django_assert_num_queries(1):
        theme_tree(locale="en")
    with django_assert_num_queries(0):
        names(Theme, locale="en")


def test_a_slow_test_counts_no_more_queries(
    monkeypatch: pytest.MonkeyPatch, django_assert_num_queries
) -> None:
    names(Theme)
    later = time.monotonic() + 3_600
    monkeypatch.setattr("taxonomy.labels.time.monotonic", lambda: later)

    with django_assert_num_queries(0):
        names(Theme)


def test_a_change_shows_at_once() -> None:
    theme = ThemeFactory(slug="eau", name="Eau")
    assert names(Theme, locale="fr") == {"eau": "Eau"}

    theme.name = "Eau potable"
    theme.save()
    assert names(Theme, locale="fr") == {"eau": "Eau potable"}

    theme.delete()
    assert names(Theme, locale="fr") == {}


def test_another_process_is_followed_after_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    assert names(Audience, locale="fr") == {}
    french = Locale.get_default()
    Audience.objects.bulk_create([Audience(slug="elus", name="Élus", locale=french)])  # no signal
    assert names(Audience, locale="fr") == {}

    monkeypatch.setattr("taxonomy.labels.KEPT_FOR", 0)

    assert names(Audience, locale="fr") == {"elus": "Élus"}
