"""Answers in words, as the page, the table and the document say them."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from experiences.diagnostic.answers import NOT_OURS, UNKNOWN, Answer
from experiences.diagnostic.questionnaire import Question, QuestionKind
from ui.typography import NBSP, number


def said(question: Question, answer: Answer | None) -> str:
    """What was answered to `question`, in the active language; numbers with their unit."""
    if answer is None:
        return _("Not answered")
    if answer.without:
        return {UNKNOWN: _("I do not know"), NOT_OURS: _("Not our responsibility")}[answer.without]
    if question.kind in (QuestionKind.CHOICE, QuestionKind.SEVERAL):
        texts = [choice.text for choice in question.choices if choice.key in answer.keys]
        return ", ".join(texts) or pgettext("answer", "None of these")
    if answer.number is None:
        return _("Not answered")
    if question.kind is QuestionKind.SCALE:
        return _("%(step)s of %(steps)s") % {
            "step": number(answer.number),
            "steps": number(question.steps),
        }
    return NBSP.join(part for part in (number(answer.number), question.unit) if part)


def listed(names: Iterable[str]) -> str:
    """A, B and C."""
    every = list(names)
    if len(every) < 2:
        return "".join(every)
    return _("%(first)s and %(last)s") % {"first": ", ".join(every[:-1]), "last": every[-1]}
