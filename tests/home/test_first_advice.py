"""The first advice of the demonstration fits its questionnaire, and leaves nobody without any."""

import pytest
from wagtail.models import Locale

from experiences.diagnostic.gaps import coverage, orphans
from experiences.diagnostic.models import Advice, Edition
from home.demonstration.advice import load_advice
from home.demonstration.questionnaire import load_questionnaire
from home.demonstration.reading import key_of, read, sheet_slugs
from taxonomy.first_fill import fill_taxonomy
from tests.factories.experiences import ResourceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def locales() -> tuple[Locale, Locale]:
    fill_taxonomy()
    return tuple(Locale.objects.get(language_code=code) for code in ("fr", "en"))


def test_every_section_has_advice_for_every_territory(locales) -> None:
    french, english = locales
    load_questionnaire(french, {"en": english})
    assert load_advice(french, [english]) == len(read("advice"))
    questionnaire = Edition.objects.current().questionnaire("fr")
    rules = list(Advice.objects.rules())
    assert [row.section.key for row in coverage(questionnaire, rules) if row.gaps] == []
    assert orphans(questionnaire, rules) == []


def test_every_advice_is_valid_in_both_languages(locales) -> None:
    french, english = locales
    load_advice(french, [english])
    for rule in Advice.objects.all():
        rule.full_clean()
    assert Advice.objects.filter(locale=english).count() == len(read("advice"))


def test_it_leads_to_pages_of_the_demonstration(locales) -> None:
    known = {*sheet_slugs(), *(item["slug"] for item in read("resources"))}
    assert {item["page"] for item in read("advice") if "page" in item} <= known
    page = ResourceFactory()
    type(page).objects.filter(pk=page.pk).update(
        translation_key=key_of("resource", "aide-memoire-securite")
    )
    load_advice(locales[0], [])
    assert Advice.objects.filter(page=page.pk).count() == 2


def test_what_editors_have_written_stays(locales) -> None:
    load_advice(locales[0], [])
    Advice.objects.exclude(pk=Advice.objects.first().pk).delete()
    assert load_advice(locales[0], []) == 0
    assert Advice.objects.count() == 1
