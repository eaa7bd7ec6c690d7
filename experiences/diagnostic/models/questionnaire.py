"""The questionnaire that editors keep, and its frozen editions."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel
from wagtail.fields import StreamField
from wagtail.models import DraftStateMixin, RevisionMixin, TranslatableMixin
from wagtail_localize.fields import TranslatableField

from experiences.diagnostic.blocks import SectionBlock
from experiences.diagnostic.contents import content_of
from experiences.diagnostic.questionnaire import Questionnaire, read
from experiences.diagnostic.rules import problems


class QuestionnaireText(TranslatableMixin, DraftStateMixin, RevisionMixin, models.Model):
    """What editors write; each publication that changes it makes an `Edition`."""

    title = models.CharField(_("title"), max_length=120)
    introduction = models.TextField(_("introduction"), blank=True)
    sections = StreamField([("section", SectionBlock())], verbose_name=_("sections"))

    translatable_fields = [
        TranslatableField("title"),
        TranslatableField("introduction"),
        TranslatableField("sections"),
    ]

    panels = [
        HelpPanel(
            content=_(
                "<p>Each publication that changes something makes a new edition, which those who "
                "begin from then on answer; what was answered before stays as it was asked. "
                "Publish the translation afterwards: it joins the edition.</p>"
            )
        ),
        FieldPanel("title"),
        FieldPanel("introduction"),
        FieldPanel("sections"),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("questionnaire of the self-diagnosis")
        verbose_name_plural = _("questionnaires of the self-diagnosis")

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """ValidationError for a second questionnaire, and with all that cannot be asked so."""
        super().clean()
        others = QuestionnaireText.objects.exclude(translation_key=self.translation_key)
        if others.exists():
            raise ValidationError(
                gettext("There is a questionnaire already: change that one, and publish it anew.")
            )
        if found := problems(read(content_of(self))):
            raise ValidationError(found)


class EditionQuerySet(models.QuerySet["Edition"]):
    def current(self) -> "Edition | None":
        """The one that is asked today; None before the first publication."""
        return self.order_by("-number").first()


class Edition(models.Model):
    """A questionnaire as it was published, by language; it never changes but for translations.

    `content`: language code → {"title", "introduction", "sections": […]}, see `questionnaire.read`.
    """

    number = models.PositiveIntegerField(_("number"), unique=True)
    published_at = models.DateTimeField(_("published on"), default=timezone.now)
    content = models.JSONField(_("content"))

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("edition of the questionnaire")
        verbose_name_plural = _("editions of the questionnaire")
        default_permissions = ("view",)
        ordering = ("-number",)

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.number}"

    def language(self, language: str) -> str:
        """`language`, or the default one where it was not translated."""
        return language if language in self.content else settings.LANGUAGE_CODE

    def questionnaire(self, language: str) -> Questionnaire:
        """Its questions in `language`, or in the default one."""
        return read(self.content[self.language(language)])

    def title(self, language: str) -> str:
        return str(self.content[self.language(language)]["title"])

    def introduction(self, language: str) -> str:
        return str(self.content[self.language(language)]["introduction"])
