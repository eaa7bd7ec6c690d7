"""What members answered in the self-diagnosis: told, and nameless once the account is deleted."""

from typing import Any

from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from experiences.diagnostic.answers import NOT_OURS, Answer, read_answers
from experiences.diagnostic.models import Respondent, Round, Telling, new_token
from experiences.diagnostic.questionnaire import Question
from members.models import User
from members.personal_data import Section


def known(member: User) -> list[Section]:
    """Each time they answered, with every answer in words; which figures they were told, when."""
    rows = Respondent.objects.filter(member=member).select_related(
        "round__edition", "round__territory__departement"
    )
    tellings = Telling.objects.filter(member=member).select_related("organisation")
    return [
        Section(_("My self-diagnoses"), [_entry(one) for one in rows]),
        Section(
            _("Figures of areas that I was told"),
            [
                {_("Organisation"): str(one.organisation), _("Told on"): one.told_at}
                for one in tellings
            ],
        ),
    ]


def _entry(one: Respondent) -> dict[str, Any]:
    questionnaire = one.round.edition.questionnaire(get_language() or "fr")
    answers = read_answers(one.answers, questionnaire)
    return {
        _("Territory"): one.round.territory.label,
        _("Function"): one.get_function_display(),
        _("Begun on"): one.started_at,
        _("Changed on"): one.changed_at,
        _("Finished on"): one.finished_at,
        **{
            question.text: in_words(question, answers[question.key])
            for question in questionnaire
            if question.key in answers
        },
    }


def in_words(question: Question, answer: Answer) -> str:
    if answer.without:
        return _("Not our responsibility") if answer.without == NOT_OURS else _("I do not know")
    if answer.number is not None:
        return f"{answer.number.normalize():f} {question.unit}".strip()
    chosen = [choice.text for choice in question.choices if choice.key in answer.keys]
    return " ; ".join(chosen) or pgettext("answer", "None of these")


def forget(member: User, *, remove: bool) -> None:
    """What is finished stays the town's, without function or link; the rest goes.

    `remove`: all of it goes, and rounds in which nobody has answered any more.
    """
    Telling.objects.filter(member=member).delete()
    rows = Respondent.objects.filter(member=member)
    rounds = list(rows.values_list("round_id", flat=True))
    if not remove:
        for one in rows.exclude(finished_at=None):
            one.member, one.function, one.token = None, "", new_token()
            one.save(update_fields=["member", "function", "token"])
    rows.delete()
    Round.objects.filter(pk__in=rounds, respondents=None).delete()
