"""The questions of one section as a form, and what is asked at the beginning and at the end."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from experiences.diagnostic.answers import NOT_OURS, UNKNOWN, Answer, Answers
from experiences.diagnostic.models import Respondent
from experiences.diagnostic.numbers import FrenchNumberField
from experiences.diagnostic.questionnaire import Question, QuestionKind
from ui.typography import in_french

# Values beside the keys of choices, none of which has an underscore.
NONE = "_none"
WITHOUT = {f"_{UNKNOWN}": UNKNOWN, f"_{NOT_OURS}": NOT_OURS}
MOST_HOURS = 2000


@dataclass(frozen=True)
class Asked:
    """A question with its fields, for the template."""

    question: Question
    field: forms.BoundField
    without: forms.BoundField | None  # beside a number: why there is none
    condition: str  # "“answer” to “question”": only then; empty: always
    depends_on: str  # name of the field of this form that decides; empty: none of this form


class SectionForm(forms.Form):
    """Some questions by key, with what was answered; none has to be."""

    def __init__(
        self, *args: Any, questions: Mapping[str, Question], answers: Answers, **kwargs: Any
    ) -> None:
        kwargs.setdefault("initial", _initial(questions, answers))
        super().__init__(*args, **kwargs)
        self.questions = questions
        for key, question in questions.items():
            self.fields[key] = _field(question)
            if question.kind is QuestionKind.NUMBER:
                self.fields[f"{key}{NONE}"] = _choices(
                    _without(question), several=True, label=question.text
                )

    def clean(self) -> dict[str, Any]:
        """Contradictions are told, with what was ticked kept on the page."""
        for key, question in self.questions.items():
            if key not in self.cleaned_data:
                continue
            value = self.cleaned_data[key]
            if question.kind is QuestionKind.SEVERAL:
                alone = [one for one in value if one.startswith("_")]
                contradicts = bool(alone) and len(value) > 1
            elif question.kind is QuestionKind.NUMBER:
                ticked = self.cleaned_data.get(f"{key}{NONE}", [])
                contradicts = len(ticked) + (value is not None) > 1
            else:
                contradicts = False
            if contradicts:
                self.add_error(
                    key, _("These answers contradict each other: keep one kind of answer.")
                )
        return self.cleaned_data

    @property
    def answers(self) -> dict[str, Answer | None]:
        """By key; None where nothing was answered. Only for a valid form."""
        return {
            key: _answer(question, self.cleaned_data[key], self.cleaned_data.get(f"{key}{NONE}"))
            for key, question in self.questions.items()
        }

    def asked(self) -> Iterator[Asked]:
        for key, question in self.questions.items():
            number = question.kind is QuestionKind.NUMBER
            condition = question.condition
            other = self.questions.get(condition.question) if condition else None
            yield Asked(
                question=question,
                field=self[key],
                without=self[f"{key}{NONE}"] if number else None,
                condition=_in_words(other, condition.answers) if condition and other else "",
                depends_on=other.key if other else "",
            )


def _in_words(question: Question, answers: tuple[str, ...]) -> str:
    chosen = [
        _("“%(answer)s”") % {"answer": one.text} for one in question.choices if one.key in answers
    ]
    return _("Only if you answer %(answers)s to: %(question)s") % {
        "answers": _(" or ").join(chosen),
        "question": question.text,
    }


def _field(question: Question) -> forms.Field:
    if question.kind is QuestionKind.NUMBER:
        return FrenchNumberField(label=question.text)
    if question.kind is QuestionKind.SCALE:
        offered = [(str(step), str(step)) for step in range(1, question.steps + 1)]
        offered[0] = ("1", f"1 – {question.low_label}")
        offered[-1] = (str(question.steps), f"{question.steps} – {question.high_label}")
    else:
        offered = [(choice.key, choice.text) for choice in question.choices]
    several = question.kind is QuestionKind.SEVERAL
    if several:
        offered.append((NONE, pgettext("answer", "None of these")))
    return _choices([*offered, *_without(question)], several=several, label=question.text)


def _without(question: Question) -> list[tuple[str, str]]:
    found = [(f"_{UNKNOWN}", _("I do not know"))]
    if question.may_not_be_ours:
        found.append((f"_{NOT_OURS}", _("Not our responsibility")))
    return found


def _choices(offered: list[tuple[str, str]], *, several: bool, label: str) -> forms.Field:
    errors = {
        "invalid_choice": gettext_lazy("Choose among the answers that are offered."),
        "invalid_list": gettext_lazy("Choose among the answers that are offered."),
    }
    if several:
        return forms.MultipleChoiceField(
            choices=offered,
            required=False,
            label=label,
            widget=forms.CheckboxSelectMultiple,
            error_messages=errors,
        )
    return forms.ChoiceField(
        choices=offered,
        required=False,
        label=label,
        widget=forms.RadioSelect,
        error_messages=errors,
    )


def _answer(question: Question, value: Any, ticked: list[str] | None) -> Answer | None:
    if question.kind is QuestionKind.NUMBER:
        if ticked:
            return Answer(without=WITHOUT[ticked[0]])
        return None if value is None else Answer(number=value)
    chosen = value if isinstance(value, list) else [value] if value else []
    if not chosen:
        return None
    if chosen[0] in WITHOUT:
        return Answer(without=WITHOUT[chosen[0]])
    if question.kind is QuestionKind.SCALE:
        return Answer(number=Decimal(chosen[0]))
    return Answer(keys=tuple(one for one in chosen if one != NONE))


def _initial(questions: Mapping[str, Question], answers: Answers) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, question in questions.items():
        answer = answers.get(key)
        if answer is None:
            continue
        number = question.kind is QuestionKind.NUMBER
        if answer.without:
            name = f"{key}{NONE}" if number else key
            several = number or question.kind is QuestionKind.SEVERAL
            found[name] = [f"_{answer.without}"] if several else f"_{answer.without}"
        elif answer.number is not None:
            plain = f"{answer.number.normalize():f}"
            found[key] = plain.replace(".", ",") if number and in_french() else plain
        elif question.kind is QuestionKind.SEVERAL:
            found[key] = list(answer.keys) or [NONE]
        else:
            found[key] = answer.keys[0]
    return found


class FunctionForm(forms.Form):
    """As what somebody answers: one respondent of each function is what makes them differ."""

    function = forms.ChoiceField(
        label=gettext_lazy("You answer as"),
        choices=[("", gettext_lazy("I would rather not say")), *Respondent.Function.choices],
        required=False,
        help_text=gettext_lazy("Your name is shown to nobody: only this is."),
    )


class FinishForm(FunctionForm):
    """The last step; who answers without an account is not asked for figures."""

    hours = forms.IntegerField(
        label=gettext_lazy("Hours that the town can give in the coming 90 days"),
        required=False,
        min_value=0,
        max_value=MOST_HOURS,
        help_text=gettext_lazy(
            "All persons together. It chooses the actions that you are offered; leave it empty if "
            "you do not know."
        ),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={
            "invalid": gettext_lazy("Type a whole number of hours, like 12."),
            "min_value": gettext_lazy("Type 0 or more hours."),
            "max_value": gettext_lazy("Type 2000 hours or fewer."),
        },
    )
    shared = forms.BooleanField(
        label=gettext_lazy("Our answers may count in figures of at least five territories"),
        required=False,
        help_text=gettext_lazy(
            "Never by name: towns of the same size compare themselves, and the intermunicipal body "
            "or the département prepares a workshop."
        ),
    )
    field_order = ("hours", "function", "shared")

    def __init__(self, *args: Any, has_organisation: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_organisation:
            del self.fields["shared"]
