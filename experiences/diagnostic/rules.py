"""What a questionnaire must fulfil before it is asked; each problem in words for its editors."""

from collections import Counter
from collections.abc import Iterator

from django.utils.translation import gettext as _

from experiences.diagnostic.questionnaire import Question, QuestionKind, Questionnaire

# What addresses of answers end with beside the keys of sections (experiences.diagnostic.urls).
RESERVED = ("terminer", "reprendre", "garder", "supprimer", "resultat")
OF_CHOICES = (QuestionKind.CHOICE, QuestionKind.SEVERAL)


def problems(questionnaire: Questionnaire) -> list[str]:
    """All that is to be put right, in the order of the questions; [] where nothing is."""
    found = list(_keys(questionnaire))
    before: dict[str, Question] = {}
    for question in questionnaire:
        found += _of_question(question, before)
        before[question.key] = question
    return found


def _keys(questionnaire: Questionnaire) -> Iterator[str]:
    """Keys are in addresses and in what is kept: each stands for one thing."""
    sections = [section.key for section in questionnaire.sections]
    keys = Counter(sections + [question.key for question in questionnaire])
    for key, times in keys.items():
        if times > 1:
            yield _("The key “%(key)s” stands here several times: give each its own.") % {
                "key": key
            }
    for key in sections:
        if key in RESERVED:
            yield _("The key “%(key)s” is a word of the site: give the section another one.") % {
                "key": key
            }


def _of_question(question: Question, before: dict[str, Question]) -> Iterator[str]:
    key = question.key
    choices = Counter(choice.key for choice in question.choices)
    for choice, times in choices.items():
        if times > 1:
            yield _("Question “%(key)s”: two choices have the key “%(choice)s”.") % {
                "key": key,
                "choice": choice,
            }
    if question.kind in OF_CHOICES and not any(choice.points for choice in question.choices):
        yield _("Question “%(key)s”: no choice has points, so there is nothing to reach.") % {
            "key": key
        }
    if question.kind is QuestionKind.NUMBER and question.low == question.high:
        yield _("Question “%(key)s”: the numbers worth nothing and everything are the same.") % {
            "key": key
        }
    yield from _of_condition(question, before)


def _of_condition(question: Question, before: dict[str, Question]) -> Iterator[str]:
    condition = question.condition
    if condition is None:
        return
    names = {"key": question.key, "other": condition.question}
    other = before.get(condition.question)
    if not condition.question or not condition.answers:
        yield (
            _("Question “%(key)s”: a condition names both an earlier question and its choices.")
            % names
        )
    elif other is None or other.kind not in OF_CHOICES:
        yield (
            _(
                "Question “%(key)s”: its condition names “%(other)s”, which is no earlier question "
                "with choices."
            )
            % names
        )
    else:
        known = {choice.key for choice in other.choices}
        for answer in condition.answers:
            if answer not in known:
                yield _(
                    "Question “%(key)s”: its condition names “%(answer)s”, which is no choice of "
                    "“%(other)s”."
                ) % {**names, "answer": answer}
