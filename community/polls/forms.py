"""What members fill in about a poll: what it asks, and what they choose."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from community.forum_conversation.forum_polls.models import TopicPoll, TopicPollOption
from community.polls.asking import Draft

LONGEST_QUESTION = 150  # characters
LONGEST_OPTION = 80
FEWEST_OPTIONS, MOST_OPTIONS = 2, 10
LONGEST = 365  # days


class PollForm(forms.Form):
    """A poll; as a part of another form (`empty_permitted`) it may be left empty."""

    question = forms.CharField(
        label=_("Question of the poll"),
        max_length=LONGEST_QUESTION,
        help_text=_("For example: How long do you switch the lights off at night?"),
        error_messages={"required": _("Say what your poll asks.")},
    )
    options = forms.CharField(
        label=_("Answers to choose from, one a line"),
        max_length=2 * MOST_OPTIONS * LONGEST_OPTION,
        help_text=_("From 2 to 10, of 80 characters at most."),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write the answers, one a line.")},
    )
    most = forms.IntegerField(
        label=_("How many of them a member may choose"),
        min_value=1,
        max_value=MOST_OPTIONS,
        required=False,
        initial=1,
    )
    days = forms.IntegerField(
        label=_("Closes after how many days"),
        min_value=1,
        max_value=LONGEST,
        required=False,
        help_text=_("Leave it empty for no end: you close the poll when you want."),
    )
    changes = forms.BooleanField(
        label=_("Members may change their vote"), required=False, initial=True
    )

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, prefix="poll", use_required_attribute=False, **kwargs)

    def has_changed(self) -> bool:
        """Whether there is a poll: the number and the box, filled in beforehand, make none."""
        return not {"question", "options", "days"}.isdisjoint(self.changed_data)

    @property
    def is_begun(self) -> bool:
        """Whether something was typed, which stays in sight."""
        return self.is_bound and self.has_changed()

    @property
    def draft(self) -> Draft | None:
        """What was filled in, of a valid form; None where it was left empty."""
        answers = self.cleaned_data
        if not answers:
            return None
        return Draft(
            question=answers["question"],
            options=answers["options"],
            most=answers["most"],
            days=answers["days"],
            changes=answers["changes"],
        )

    def clean_question(self) -> str:
        return " ".join(self.cleaned_data["question"].split())

    def clean_options(self) -> tuple[str, ...]:
        lines = (" ".join(line.split()) for line in self.cleaned_data["options"].splitlines())
        options = tuple(line for line in lines if line)
        if not FEWEST_OPTIONS <= len(options) <= MOST_OPTIONS:
            raise ValidationError(_("Write from 2 to 10 answers, one a line."))
        if max(map(len, options)) > LONGEST_OPTION:
            raise ValidationError(_("Shorten the answers to 80 characters each."))
        if len({option.casefold() for option in options}) < len(options):
            raise ValidationError(_("Two answers are the same: keep one of them."))
        return options

    def clean_most(self) -> int:
        return self.cleaned_data["most"] or 1

    def clean(self) -> None:
        options, most = self.cleaned_data.get("options"), self.cleaned_data.get("most", 1)
        if options and most > len(options):
            self.add_error("most", _("Members cannot choose more answers than there are."))


class VoteForm(forms.Form):
    """What a member chooses in `poll`, of its `options` (OptionQuerySet.with_votes)."""

    options: forms.Field

    def __init__(
        self, data: Any = None, *, poll: TopicPoll, options: Iterable[TopicPollOption]
    ) -> None:
        super().__init__(data, auto_id="vote-%s")
        self.most = poll.max_options
        options = list(options)
        chosen = [option.pk for option in options if option.is_chosen]
        several = self.most > 1
        field: Any = forms.TypedMultipleChoiceField if several else forms.TypedChoiceField
        self.fields["options"] = field(
            label=poll.question,
            choices=[(option.pk, option.text) for option in options],
            coerce=int,
            initial=chosen if several else next(iter(chosen), None),
            widget=forms.CheckboxSelectMultiple if several else forms.RadioSelect,
            help_text=_help(poll),
            error_messages={
                "required": _("Choose an answer."),
                "invalid_choice": _("This answer is no longer offered: choose another."),
            },
        )

    def clean_options(self) -> set[int]:
        """The keys of the options chosen. ValidationError for too many."""
        chosen = self.cleaned_data["options"]
        chosen = {chosen} if isinstance(chosen, int) else set(chosen)
        if len(chosen) > self.most:
            raise ValidationError(
                ngettext(
                    "Choose %(most)s answer at most.", "Choose %(most)s answers at most.", self.most
                )
                % {"most": self.most}
            )
        return chosen


def _help(poll: TopicPoll) -> str:
    """How many may be chosen, whether that is final, and who learns of it."""
    most = poll.max_options
    said = [
        ngettext("One answer.", "%(most)s answers at most.", most) % {"most": most},
        str(
            _("You may change your vote until the poll closes.")
            if poll.user_changes
            else _("A vote is not changed.")
        ),
        str(_("Nobody is shown who voted for what: the page tells numbers alone.")),
    ]
    return " ".join(said)
