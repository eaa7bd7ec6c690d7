"""What members fill in: a topic, an answer, files, a report; what moderators give as a reason."""

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from community.forum.models import Forum
from community.forum_conversation.models import Topic
from community.mentions import MOST_MENTIONS, mentions_in, with_mentions
from community.models import Mailing, Notice
from community.reasons import ReasonForm
from media.document_checking import CheckedDocument, check_document
from media.forms import document_limits

LONGEST_SUBJECT = 150  # characters
LONGEST_TEXT = 20_000
MOST_FILES = 3  # a post
SITUATION = _("Your situation, and what you have tried")


def offer(categories: Sequence[Forum], field: Any) -> None:
    """Let `field` (a ModelChoiceField) choose among `categories`, by their titles."""
    field.queryset = Forum.objects.filter(pk__in=[one.pk for one in categories])
    nothing = [("", field.empty_label)] if field.empty_label else []
    field.choices = [*nothing, *((one.pk, one.title) for one in categories)]


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several documents, each recognised by its content. Gives a list of CheckedDocument."""

    widget = FilesInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)
        accepted = ",".join(f".{extension}" for extension in settings.WAGTAILDOCS_EXTENSIONS)
        self.widget.attrs["accept"] = accepted

    def clean(self, data: Sequence[UploadedFile] | None, initial: Any = None) -> Any:
        uploads = [upload for upload in data or () if upload]
        if len(uploads) > MOST_FILES:
            raise ValidationError(
                ngettext(
                    "Choose %(most)s file at most.", "Choose %(most)s files at most.", MOST_FILES
                )
                % {"most": MOST_FILES}
            )
        return [self._checked(upload) for upload in uploads]

    def _checked(self, upload: UploadedFile) -> CheckedDocument:
        name = str(super().clean(upload).name)
        try:
            return check_document(upload, name)
        except ValidationError as error:
            raise ValidationError([f"{name}: {message}" for message in error.messages]) from error


class PostForm(forms.Form):
    """A message: Markdown and files; `may_attach`: whether files are taken."""

    text = forms.CharField(
        label=_("What your town did, and what you make of it"),
        max_length=LONGEST_TEXT,
        help_text=_("What failed is useful too. Name nobody without their agreement."),
        widget=forms.Textarea(attrs={"rows": 8, "data-markdown": True}),
        error_messages={"required": _("Write your message.")},
    )
    attachments = FilesField(label=_("Files"), help_text=lazy(document_limits, str)())

    def __init__(self, *args: Any, may_attach: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_attach:
            del self.fields["attachments"]

    def clean_text(self) -> str:
        """With links where somebody is mentioned by name. ValidationError for too many."""
        text = with_mentions(self.cleaned_data["text"])
        if len(mentions_in(text)) > MOST_MENTIONS:
            raise ValidationError(
                ngettext(
                    "Mention %(most)s person or organisation at most.",
                    "Mention %(most)s persons or organisations at most.",
                    MOST_MENTIONS,
                )
                % {"most": MOST_MENTIONS}
            )
        return text


class AnswerForm(PostForm):
    """An answer, whose author may follow the topic."""

    follow = forms.BooleanField(
        label=_("Tell me of new answers by e-mail"), required=False, initial=True
    )


class TopicForm(AnswerForm):
    """A question or a discussion, in one of `categories`."""

    field_order = ("kind", "category", "subject", "text", "attachments", "follow")

    kind = forms.ChoiceField(
        label=_("What would you like to do?"),
        choices=((Topic.Kind.QUESTION, _("Ask a question")), (Topic.Kind.DISCUSSION, _("Discuss"))),
        initial=Topic.Kind.QUESTION,
        widget=forms.RadioSelect,
    )
    category = forms.ModelChoiceField(
        Forum.objects.none(),
        label=_("Theme"),
        empty_label=_("Choose a theme"),
        error_messages={"required": _("Choose the theme that comes closest.")},
    )
    subject = forms.CharField(
        label=_("In one sentence"),
        max_length=LONGEST_SUBJECT,
        help_text=_("For example: How did you talk to inhabitants about dark streets at night?"),
        error_messages={"required": _("Say in one sentence what it is about.")},
    )

    def __init__(self, *args: Any, categories: Sequence[Forum], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = SITUATION
        offer(categories, self.fields["category"])

    def clean_subject(self) -> str:
        """On one line: it becomes the subject of e-mails."""
        return " ".join(self.cleaned_data["subject"].split())


class FirstPostForm(PostForm):
    """The opening post of a topic, to edit."""

    field_order = ("subject", "text", "attachments")
    subject = TopicForm.base_fields["subject"]
    clean_subject = TopicForm.clean_subject

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = SITUATION


class MailingForm(forms.ModelForm[Mailing]):
    class Meta:
        model = Mailing
        fields = tuple(Notice.Kind.values)
        widgets = dict.fromkeys(fields, forms.RadioSelect)
        help_texts = {
            "routed": _(
                "On the themes of your profile, and on those of the sheets of your town; never "
                "more a year than your profile says."
            ),
        }


class ReportForm(forms.Form):
    reason = forms.CharField(
        label=_("What is wrong with this message"),
        max_length=1000,
        help_text=_("The moderators read it; its author does not learn who you are."),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Say what is wrong with this message.")},
    )


class ProfileReportForm(ReportForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = _("What is wrong with this profile")
        self.fields["reason"].help_text = _(
            "The moderators read it; nobody else learns who you are."
        )
        self.fields["reason"].error_messages["required"] = _("Say what is wrong with this profile.")


class MoveForm(forms.Form):
    category = forms.ModelChoiceField(Forum.objects.none(), label=_("Theme"), empty_label=None)

    def __init__(self, *args: Any, categories: Sequence[Forum], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(categories, self.fields["category"])


class MergeForm(forms.Form):
    other = forms.CharField(
        label=_("Address of the other topic"),
        max_length=500,
        help_text=_("Paste it from the bar of the browser. The older topic stays, with its title."),
        error_messages={"required": _("Paste the address of the other topic.")},
    )

    def clean_other(self) -> int:
        """The number of the topic. ValidationError for what is no address of one."""
        found = re.search(r"-(\d{1,9})/?(?:[?#].*)?$", self.cleaned_data["other"])
        if found is None:
            raise ValidationError(_("This is no address of a topic: it ends with a number."))
        return int(found[1])


class SplitForm(forms.Form):
    ALONE, FOLLOWING = "alone", "following"
    subject = forms.CharField(
        label=_("Title of the new topic"),
        max_length=LONGEST_SUBJECT,
        error_messages={"required": _("Say in one sentence what it is about.")},
    )
    what = forms.ChoiceField(
        label=_("What goes there"),
        choices=((ALONE, _("This message")), (FOLLOWING, _("This message and those after it"))),
        initial=ALONE,
        widget=forms.RadioSelect,
    )
    clean_subject = TopicForm.clean_subject


class AppealForm(forms.Form):
    text = forms.CharField(
        label=_("Why the decision should be another"),
        max_length=2000,
        help_text=_("Once for each decision. A moderator who did not decide first reads it."),
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Say why the decision should be another.")},
    )


class AppealAnswerForm(ReasonForm):
    GRANT, DISMISS = "grant", "dismiss"
    field_order = ("answer", "reason")
    answer = forms.ChoiceField(
        label=_("Your answer"),
        choices=(
            (GRANT, _("The author is right: a refused message is published")),
            (DISMISS, _("The decision stays")),
        ),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose your answer.")},
    )
