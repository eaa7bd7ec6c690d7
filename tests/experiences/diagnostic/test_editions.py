"""Publishing makes an edition; what was answered with one is never asked otherwise."""

import pytest
from django.conf import settings

from experiences.diagnostic.editions import freeze, translate
from experiences.diagnostic.models import Edition, QuestionnaireText

pytestmark = pytest.mark.django_db


def publish(text: QuestionnaireText) -> None:
    text.save_revision().publish()
    text.refresh_from_db()


def test_the_first_publication_makes_an_edition_in_both_languages(text) -> None:
    edition = Edition.objects.get()
    assert edition.number == 1
    assert set(edition.content) == {"fr", "en"}
    assert edition.title("en") == "Where does your territory stand?"
    assert [one.key for one in edition.questionnaire("fr")] == [
        one.key for one in edition.questionnaire("en")
    ]
    assert edition.questionnaire("fr").sections[0].themes[0] == "strategie-territoriale"


def test_publishing_without_a_change_makes_none(text) -> None:
    publish(text)
    assert Edition.objects.count() == 1


def test_a_draft_makes_none(text) -> None:
    text.title = "Brouillon"
    text.save_revision()
    assert Edition.objects.count() == 1


def test_a_change_makes_a_new_edition_and_leaves_the_one_before(text) -> None:
    before = Edition.objects.get()
    text.sections[0].value["questions"][0].value["text"] = "Un élu suit-il tout cela ?"
    publish(text)
    after = Edition.objects.current()
    assert after.number == 2
    assert next(iter(after.questionnaire("fr"))).text == "Un élu suit-il tout cela ?"
    assert next(iter(after.questionnaire("en"))).key == "elu-referent"
    stored = Edition.objects.get(pk=before.pk)
    assert stored.content == before.content


def test_a_translation_of_other_questions_does_not_come_with_a_new_edition(text) -> None:
    text.sections[0].value["questions"][0].value["weight"] = 3
    publish(text)
    current = Edition.objects.current()
    assert set(current.content) == {"fr"}
    assert current.language("en") == settings.LANGUAGE_CODE
    assert current.questionnaire("en").sections[0].title == "Portage et stratégie"


def test_publishing_the_translation_changes_the_words_of_the_current_edition(text) -> None:
    english = text.get_translations().get()
    english.title = "Where do we stand?"
    publish(english)
    edition = Edition.objects.get()
    assert edition.title("en") == "Where do we stand?"
    assert edition.title("fr") == "Où en est votre territoire\u00a0?"


def test_a_translation_that_asks_something_else_is_left_aside(text) -> None:
    english = text.get_translations().get()
    english.title = "Other"
    english.sections[0].value["questions"][0].value["choices"][0]["points"] = 1
    assert not translate(text=english)
    assert Edition.objects.get().title("en") == "Where does your territory stand?"


def test_a_translation_before_any_edition_waits_for_it(text) -> None:
    Edition.objects.all().delete()
    assert not translate(text=text.get_translations().get())
    assert set(freeze(text=text).content) == {"fr", "en"}
