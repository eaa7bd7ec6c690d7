"""What editors may publish: rules in words, one questionnaire, who may do what."""

import re
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale

from experiences.diagnostic.contents import content_of, shape
from experiences.diagnostic.models import Edition, QuestionnaireText
from experiences.diagnostic.questionnaire import read
from experiences.diagnostic.rules import RESERVED, problems
from experiences.diagnostic.urls import urlpatterns
from home.demonstration.questionnaire import load_questionnaire
from tests.factories.diagnostic import RoundFactory
from tests.factories.members import UserFactory


def content() -> dict[str, Any]:
    """A questionnaire without a problem, to be spoilt."""
    choices = [
        {"key": "non", "text": "Non", "points": 0},
        {"key": "oui", "text": "Oui", "points": 1},
    ]
    return {
        "sections": [
            {
                "key": "portage",
                "title": "Portage",
                "questions": [
                    {"key": "elu", "kind": "choice", "text": "Un élu ?", "choices": choices},
                    {
                        "key": "suivi",
                        "kind": "scale",
                        "text": "Suivi ?",
                        "steps": 5,
                        "condition": {"question": "elu", "answers": ["oui"]},
                    },
                    {"key": "delai", "kind": "number", "text": "Jours ?", "low": 15, "high": 2},
                ],
            }
        ]
    }


def spoilt(**changes: Any) -> list[str]:
    """The problems where something of the questions is changed: by key."""
    given = content()
    for question in given["sections"][0]["questions"]:
        question |= changes.get(question["key"], {})
    return problems(read(given))


def test_a_whole_questionnaire_has_no_problem() -> None:
    assert spoilt() == []


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"delai": {"key": "elu"}}, "elu"),
        ({"delai": {"key": "portage"}}, "portage"),
        ({"delai": {"low": 2}}, "delai"),
        ({"suivi": {"condition": {"question": "delai", "answers": ["oui"]}}}, "delai"),
        ({"suivi": {"condition": {"question": "suivi", "answers": ["oui"]}}}, "suivi"),
        ({"suivi": {"condition": {"question": "elu", "answers": ["peut-etre"]}}}, "peut-etre"),
        ({"suivi": {"condition": {"question": "elu", "answers": []}}}, "suivi"),
        ({"suivi": {"condition": {"question": "", "answers": ["oui"]}}}, "suivi"),
        (
            {"elu": {"choices": [{"key": one, "text": "", "points": 0} for one in ("non", "oui")]}},
            "elu",
        ),
        (
            {"elu": {"choices": [{"key": "oui", "text": "", "points": 1} for _ in range(2)]}},
            "oui",
        ),
    ],
)
def test_what_cannot_be_asked_is_told_by_its_key(changes, words) -> None:
    (problem,) = spoilt(**changes)
    assert f"«\u00a0{words}\u00a0»" in problem


def test_sections_keep_clear_of_the_words_of_addresses() -> None:
    given = content()
    given["sections"][0]["key"] = "resultat"
    assert len(problems(read(given))) == 1
    after = "autodiagnostic/reponses/<slug:token>/"
    patterns = [str(one.pattern) for one in urlpatterns if str(one.pattern).startswith(after)]
    words = {one.removeprefix(after).partition(".")[0].rstrip("/") for one in patterns}
    assert {one for one in words if one.isalpha()} == set(RESERVED)


@pytest.mark.django_db
def test_the_questionnaire_of_the_demonstration_is_whole(text) -> None:
    text.full_clean()
    questionnaire = read(content_of(text))
    questions = list(questionnaire)
    assert len(questionnaire.sections) == 6
    assert 18 <= len(questions) <= 22
    assert {question.kind for question in questions} == {"choice", "several", "scale", "number"}
    assert sum(question.condition is not None for question in questions) >= 2
    assert all(question.help and question.example for question in questions)
    assert all(section.themes for section in questionnaire.sections)


@pytest.mark.django_db
def test_its_french_is_set_as_french(text) -> None:
    assert not re.search(r" [;?!»]|« ", str(content_of(text)))


@pytest.mark.django_db
def test_a_second_questionnaire_is_refused(text) -> None:
    other = QuestionnaireText(title="Autre", locale=Locale.get_default(), sections=text.sections)
    with pytest.raises(ValidationError) as refused:
        other.clean()
    assert "déjà" in str(refused.value)


@pytest.mark.django_db
def test_loading_it_again_leaves_what_editors_have(text) -> None:
    text.title = "Le nôtre"
    text.save()
    assert load_questionnaire(Locale.get_default(), {}) == 0
    assert QuestionnaireText.objects.filter(locale=text.locale).get().title == "Le nôtre"


@pytest.mark.django_db
def test_a_draft_with_a_problem_is_not_saved_and_says_why(text) -> None:
    text.sections[0].value["questions"][2].value["condition"]["answers"] = "rien-du-tout"
    with pytest.raises(ValidationError) as refused:
        text.full_clean()
    assert "rien-du-tout" in str(refused.value)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("role", "edits", "publishes"),
    [
        ({}, False, False),
        ({"editor": True}, True, False),
        ({"moderator": True}, True, True),
        ({"administrator": True}, True, True),
    ],
)
def test_editors_write_and_moderators_publish(text, role, edits, publishes) -> None:
    user = UserFactory(**role)
    assert user.has_perm("diagnostic.change_questionnairetext") == edits
    assert user.has_perm("diagnostic.publish_questionnairetext") == publishes
    assert user.has_perm("diagnostic.view_edition") == edits


@pytest.mark.django_db
def test_editors_open_the_form_of_the_questionnaire(client: Client, text) -> None:
    client.force_login(UserFactory(editor=True))
    name = "wagtailsnippets_diagnostic_questionnairetext:edit"
    page = client.get(reverse(name, args=[text.pk]))
    assert page.status_code == 200
    assert "elu-referent" in page.content.decode()


@pytest.mark.django_db
def test_editors_read_each_edition_and_how_often_it_was_answered(
    client: Client, edition: Edition, django_assert_max_num_queries
) -> None:
    RoundFactory(edition=edition)
    client.force_login(UserFactory(editor=True))
    page = client.get(reverse("diagnostic_editions"))
    assert page.context["object_list"][0].times == 1
    assert "Français, English" in page.content.decode()
    one = client.get(reverse("diagnostic_edition", args=[edition.pk])).content.decode()
    assert "Un élu s’occupe-t-il" in one
    assert "elu-referent" in one


@pytest.mark.django_db
def test_others_see_no_edition_in_the_administration(client: Client, edition: Edition) -> None:
    client.force_login(UserFactory())
    for address in (
        reverse("diagnostic_editions"),
        reverse("diagnostic_edition", args=[edition.pk]),
    ):
        assert client.get(address).status_code in (302, 403)


def test_the_shape_is_what_no_language_changes() -> None:
    given, translated = content(), content()
    translated["sections"][0]["title"] = "Leadership"
    assert shape(given) == shape(translated)
    translated["sections"][0]["questions"][2]["high"] = 3
    assert shape(given) != shape(translated)
