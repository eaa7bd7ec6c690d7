"""The times that a territory answers, and who answered what."""

from secrets import token_urlsafe

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from experiences.diagnostic.models.questionnaire import Edition
from members.organisations.models import Organisation
from territories.models import Territory


class Round(models.Model):
    """One time that a territory answers; its members answer apart, in the same round.

    Without an organisation: by visitors without an account, one of whom holds its link.
    """

    territory = models.ForeignKey(
        Territory, models.PROTECT, related_name="+", verbose_name=_("territory")
    )
    organisation = models.ForeignKey(
        Organisation,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="diagnostic_rounds",
        verbose_name=_("organisation"),
    )
    edition = models.ForeignKey(
        Edition, models.PROTECT, related_name="rounds", verbose_name=_("edition")
    )
    # Hours that the town can give in the coming 90 days; None: not said.
    hours = models.PositiveSmallIntegerField(
        _("hours for the coming 90 days"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(2000)],
    )
    # That its answers count in figures of at least five territories; never by its name.
    shared = models.BooleanField(_("counts in figures"), default=False)
    opened_at = models.DateTimeField(_("opened on"), default=timezone.now)
    closed_at = models.DateTimeField(_("closed on"), null=True, blank=True)

    class Meta:
        verbose_name = _("round of the self-diagnosis")
        verbose_name_plural = _("rounds of the self-diagnosis")
        default_permissions = ()
        ordering = ("-opened_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=["organisation"],
                condition=Q(organisation__isnull=False, closed_at__isnull=True),
                name="diagnostic_one_open_round",
            ),
        )

    def __str__(self) -> str:
        return f"{self.territory}, {self.opened_at:%Y-%m-%d}"

    @property
    def is_open(self) -> bool:
        return self.closed_at is None


def new_token() -> str:
    """256 bits, as letters that stand in an address."""
    return token_urlsafe(32)


class Respondent(models.Model):
    """Somebody's answers in a round; read by who holds the link, a member's by that one alone."""

    class Function(models.TextChoices):
        MAYOR = "mayor", _("Mayor or deputy mayor")
        SECRETARY = "secretary", _("Secretary or general management")
        TECHNICIAN = "technician", _("Technical department")
        DIGITAL = "digital", _("Digital department")
        OTHER = "other", _("Other function")

    round = models.ForeignKey(
        Round, models.CASCADE, related_name="respondents", verbose_name=_("round")
    )
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("member"),
    )
    function = models.CharField(_("function"), max_length=12, choices=Function, blank=True)
    token = models.CharField(max_length=60, unique=True, default=new_token, editable=False)
    # Key of a question → see `answers.Answer.as_json`.
    answers = models.JSONField(default=dict, blank=True)
    started_at = models.DateTimeField(_("started on"), default=timezone.now)
    changed_at = models.DateTimeField(_("changed on"), default=timezone.now)
    finished_at = models.DateTimeField(_("finished on"), null=True, blank=True)

    class Meta:
        verbose_name = _("respondent")
        verbose_name_plural = _("respondents")
        default_permissions = ()
        ordering = ("started_at", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["round", "member"],
                condition=Q(member__isnull=False),
                name="diagnostic_one_answer_each",
            ),
        )

    def __str__(self) -> str:
        return f"{self.round}, {self.get_function_display() or self.pk}"

    @property
    def is_finished(self) -> bool:
        return self.finished_at is not None


class Start(models.Model):
    """That somebody without an account began, under a keyed hash of where from; for an hour."""

    key = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        indexes = (models.Index(fields=["key", "at"], name="diagnostic_start_key_at"),)

    def __str__(self) -> str:
        return self.key
