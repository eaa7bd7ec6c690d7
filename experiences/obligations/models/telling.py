"""What members are told of obligations: reminders, calendars, what began or ceased to apply."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from experiences.obligations.models.following import Record, member_key
from experiences.obligations.models.obligation import Obligation
from experiences.obligations.verdicts import Verdict
from members.organisations.models import Organisation

TOKEN_BYTES = 32


def new_token() -> str:
    return secrets.token_urlsafe(TOKEN_BYTES)


class Reminder(models.Model):
    """That a member was reminded of a due date: each at most once."""

    record = models.ForeignKey(Record, models.CASCADE, related_name="reminders")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    due_on = models.DateField()
    days = models.PositiveSmallIntegerField()  # before the date
    sent_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        default_permissions = ()
        constraints = (
            models.UniqueConstraint(
                fields=["record", "member", "due_on", "days"], name="obligation_reminder_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.record} {self.due_on}"


class Calendar(models.Model):
    """The secret address at which the due dates of an organisation are read as iCalendar."""

    organisation = models.OneToOneField(Organisation, models.CASCADE, related_name="+")
    token = models.CharField(max_length=60, unique=True, default=new_token)
    made_by = member_key()
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("calendar of due dates")
        verbose_name_plural = _("calendars of due dates")
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.organisation)

    def get_absolute_url(self) -> str:
        return reverse("obligations:calendar", args=[self.token])


class KeptVerdict(models.Model):
    """What applied to an organisation when it was last looked at, so that a change is seen."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    obligation = models.ForeignKey(Obligation, models.CASCADE, related_name="+")
    verdict = models.CharField(max_length=12, choices=Verdict)
    looked_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("kept verdict")
        verbose_name_plural = _("kept verdicts")
        default_permissions = ()
        constraints = (
            models.UniqueConstraint(
                fields=["organisation", "obligation"], name="obligation_verdict_unique"
            ),
        )

    def __str__(self) -> str:
        return f"{self.obligation}, {self.organisation}: {self.verdict}"


class NoticeQuerySet(models.QuerySet["Notice"]):
    def open(self) -> "NoticeQuerySet":
        return self.filter(read_at=None)


class Notice(models.Model):
    """That a rule began or ceased to apply: members are told once, and see it until it is read."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    obligation = models.ForeignKey(Obligation, models.CASCADE, related_name="+")
    before = models.CharField(max_length=12, choices=Verdict)
    now = models.CharField(max_length=12, choices=Verdict)
    reason = models.TextField()  # in the language of the site
    made_at = models.DateTimeField(default=timezone.now)
    read_by = member_key()
    read_at = models.DateTimeField(null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice about an obligation")
        verbose_name_plural = _("notices about obligations")
        default_permissions = ()
        ordering = ("-made_at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=~Q(before=models.F("now")), name="obligation_notice_of_a_change"
            ),
        )

    def __str__(self) -> str:
        return f"{self.obligation}, {self.organisation}: {self.now}"
