"""Translating an obligation: its words are offered, its rule follows."""

from datetime import date

import pytest
from wagtail.models import Locale
from wagtail_localize.models import TranslationSource

from experiences.obligations.models import Obligation
from tests.factories.experiences import theme
from tests.factories.obligations import ObligationFactory, least

pytestmark = pytest.mark.django_db

WORDS = {"name", "summary", "to_do", "law", "proof", "caveat"}


def test_words_are_offered_and_the_rule_follows() -> None:
    english, _ = Locale.objects.get_or_create(language_code="en")
    made = ObligationFactory(
        slug="open-data",
        criteria=[least(3_500)],
        in_force_from=date(2018, 10, 7),
        to_do="<p>Publiez.</p>",
        proof="L’adresse.",
        caveat="Deux seuils.",
    )
    made.themes = [theme("open-data")]
    made.save()
    source, _ = TranslationSource.get_or_create_from_instance(made)
    offered = {
        path.split(".")[0]
        for path in source.stringsegment_set.values_list("context__path", flat=True)
    }
    assert offered <= WORDS
    assert {"name", "to_do"} <= offered
    source.create_or_update_translation(english, fallback=True)
    other = Obligation.objects.get(locale=english)
    assert (other.slug, other.in_force_from) == (made.slug, made.in_force_from)
    assert other.rule == made.rule
    assert [one.slug for one in other.themes.all()] == ["open-data"]
    assert other.translation_key == made.translation_key
