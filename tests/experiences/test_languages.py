"""French is the source: English twins follow, say so, and are translated without touching facts."""

import pytest
from django.urls import reverse
from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, StringTranslation, TranslationSource
from wagtail_localize.synctree import synchronize_tree

from experiences.models import ExperiencePage
from tests.experiences.ways import create_url, created, edit_url, sheet_form
from tests.factories.experiences import SheetFactory, catalogue
from tests.factories.members import UserFactory
from tests.factories.taxonomy import AudienceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def english() -> Locale:
    return Locale.objects.get(language_code="en")


@pytest.fixture
def sheet():
    return SheetFactory(complete=True, revised=True)


def twin(page, locale):
    return type(page).objects.get(translation_key=page.translation_key, locale=locale)


def test_new_page_gets_its_english_twin(client, english) -> None:
    client.force_login(UserFactory(moderator=True))
    client.post(create_url(), sheet_form(action="action-publish"))
    page = twin(created(), english)
    assert page.live
    assert page.alias_of_id == created().pk
    assert page.is_untranslated
    assert page.content_language == "fr"
    assert page.get_parent().locale == english
    assert [theme.slug for theme in page.themes.all()] == ["eclairage-public"]
    assert page.sheet_territories.get().territory.name == "Œuilly"


def test_source_is_not_untranslated(sheet) -> None:
    assert not sheet.is_untranslated
    assert sheet.content_language == "fr"


def test_twin_follows_its_source(sheet, english) -> None:
    synchronize_tree(Locale.get_default(), english)
    sheet.summary = "Résumé changé."
    sheet.save_revision().publish()
    assert twin(sheet, english).summary == "Résumé changé."
    sheet.unpublish()
    assert not twin(sheet, english).live


def test_translators_are_offered_text_and_no_facts(sheet) -> None:
    source, _ = TranslationSource.update_or_create_from_instance(sheet)
    offered = {
        segment.context.path.split(".")[0]
        for segment in StringSegment.objects.filter(source=source).select_related("context")
    }
    assert {"title", "summary", "problem", "results", "open_questions", "cost_note"} <= offered
    texts = " ".join(
        StringSegment.objects.filter(source=source).values_list("string__data", flat=True)
    )
    for fact in (
        "technique@prefailles.example",
        "02 40 00 00 00",
        "Service technique",
        "60000",
        "Wi6labs",
        "Ademe",
        "en-service",
        "measured",
        "bruded.fr",
        "Secrétaire de mairie",
    ):
        assert fact not in texts, fact


def test_translated_page_speaks_its_own_language(
    sheet, english, django_capture_on_commit_callbacks
) -> None:
    synchronize_tree(Locale.get_default(), english)
    source, _ = TranslationSource.update_or_create_from_instance(sheet)
    title = StringSegment.objects.get(source=source, context__path="title")
    StringTranslation.objects.create(
        translation_of=title.string,
        locale=english,
        context=title.context,
        data="Lighting on demand",
    )
    with django_capture_on_commit_callbacks(execute=True):
        source.create_or_update_translation(english, fallback=True)
    page = twin(sheet, english)
    assert page.title == "Lighting on demand"
    assert page.live
    assert not page.is_untranslated
    assert page.content_language == "en"
    assert page.investment == sheet.investment
    assert [theme.locale.language_code for theme in page.themes.all()] == ["fr"]
    assert [result.evidence for result in page.results.all()] == ["declared"]
    assert page.reviewed_on == sheet.reviewed_on


def test_removed_facts_leave_the_translation_too(
    sheet, english, django_capture_on_commit_callbacks
) -> None:
    source, _ = TranslationSource.update_or_create_from_instance(sheet)
    with django_capture_on_commit_callbacks(execute=True):
        source.create_or_update_translation(english, copy_parent_pages=True, fallback=True)
    sheet.partners = []
    sheet.save_revision().publish()
    source.update_from_db()
    with django_capture_on_commit_callbacks(execute=True):
        source.create_or_update_translation(english, fallback=True)
    page = twin(sheet, english)
    assert page.partners.count() == 0


@pytest.mark.parametrize("left", [0, 1])
def test_removed_terms_leave_the_translation_too(
    sheet, english, left, django_capture_on_commit_callbacks
) -> None:
    sheet.audiences = AudienceFactory.create_batch(2)
    sheet.save_revision().publish()
    source, _ = TranslationSource.update_or_create_from_instance(sheet)
    with django_capture_on_commit_callbacks(execute=True):
        source.create_or_update_translation(english, copy_parent_pages=True, fallback=True)
    assert twin(sheet, english).audiences.count() == 2
    sheet.audiences = list(sheet.audiences.all())[:left]
    sheet.save_revision().publish()
    source.update_from_db()
    with django_capture_on_commit_callbacks(execute=True):
        source.create_or_update_translation(english, fallback=True)
    page = twin(sheet, english)
    assert [*page.audiences.all()] == [*sheet.audiences.all()]
    assert page.audiences.count() == page.get_latest_revision_as_object().audiences.count() == left
    assert page.themes.exists()


def test_removed_terms_leave_the_alias_too(sheet, english) -> None:
    synchronize_tree(Locale.get_default(), english)
    assert twin(sheet, english).audiences.exists()
    sheet.audiences = []
    sheet.save_revision().publish()
    assert not twin(sheet, english).audiences.exists()


def test_editor_submits_a_page_for_translation(client, sheet, english) -> None:
    synchronize_tree(Locale.get_default(), english)
    client.force_login(UserFactory(editor=True))
    url = reverse("wagtail_localize:submit_page_translation", args=[sheet.pk])
    assert client.get(url).status_code == 200
    client.post(url, {"locales": [english.pk]})
    page = twin(sheet, english)
    assert page.alias_of_id is None

    assert client.get(edit_url(page)).status_code == 200


def test_english_tree_mirrors_the_french_one(sheet, english) -> None:
    synchronize_tree(Locale.get_default(), english)
    french = Page.objects.filter(locale=Locale.get_default(), depth__gt=1)
    assert Page.objects.filter(locale=english).count() == french.count()
    assert catalogue("experience").get_translation(english).live
    assert ExperiencePage.objects.filter(locale=english).count() == 1
