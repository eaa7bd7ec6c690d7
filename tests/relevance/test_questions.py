"""The judged questions hold together, and their pages are there for everyone."""

from collections import Counter

import pytest

from search.analysis import analyser, fold
from taxonomy.models import Theme
from territories.models import Territory
from tests.relevance.judgements import (
    GRADES,
    public_answers,
    public_pages,
    questions,
    questions_of_communes,
    typos,
    written,
)
from tests.relevance.metrics import HELPS


def test_there_are_questions_enough_each_asked_once() -> None:
    texts = [each["text"] for each in (*written()["questions"], *written()["communes"])]
    assert len(written()["questions"]) >= 80
    assert [text for text, times in Counter(map(fold, texts)).items() if times > 1] == []


def test_every_grade_is_known_and_every_question_has_an_answer_that_helps() -> None:
    for question in written()["questions"]:
        grades = question["answers"].values()
        assert {*grades} <= {*GRADES}, question["text"]
        assert max(grades) >= HELPS, question["text"]


def test_typos_are_unlike_what_they_mean() -> None:
    for typo in typos():
        assert fold(typo.typed) != fold(typo.meant)
        assert analyser("fr").terms(typo.meant)


@pytest.mark.sqlite
@pytest.mark.usefixtures("demonstration")
def test_every_answer_is_one_that_the_public_may_see() -> None:
    named = {name for question in written()["questions"] for name in question["answers"]}
    assert named - public_answers().keys() == set()
    assert all(question.grades for question in questions())


@pytest.mark.sqlite
@pytest.mark.usefixtures("demonstration")
def test_every_commune_and_theme_is_known() -> None:
    communes = {each["commune"] for each in written()["communes"]}
    themes = {each["theme"] for each in written()["communes"]}
    kind = Territory.Kind.COMMUNE
    known = Territory.objects.present().filter(kind=kind, code__in=communes)
    assert {*known.values_list("code", flat=True)} == communes
    assert {*Theme.objects.filter(slug__in=themes).values_list("slug", flat=True)} == themes


@pytest.mark.sqlite
@pytest.mark.usefixtures("demonstration")
def test_a_commune_and_a_theme_are_answered_by_the_sheets_that_have_both() -> None:
    nice = public_pages()["nice-capteurs-stationnement"]
    answers = {question.text: question.grades for question in questions_of_communes()}
    assert answers["stationnement à Nice"] == {nice: 3}
    assert "covoiturage Corbeil-Essonnes" not in answers
