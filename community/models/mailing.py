"""Who is told by e-mail of new messages, how often, and what is still to be told."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

POST = "forum_conversation.Post"
WEEK = timedelta(days=7)


class Rhythm(models.TextChoices):
    NOW = "now", _("At once")
    DAILY = "daily", _("Once a day")
    WEEKLY = "weekly", _("Once a week")
    NEVER = "never", _("Never")


class Mailing(models.Model):
    """How often a member is told; at once for who has no row."""

    member = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="mailing", primary_key=True
    )
    rhythm = models.CharField(
        _("Messages by e-mail"), max_length=10, choices=Rhythm, default=Rhythm.NOW
    )
    sent_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("rhythm of e-mails")
        verbose_name_plural = _("rhythms of e-mails")

    def __str__(self) -> str:
        return str(self.get_rhythm_display())


class NoticeQuerySet(models.QuerySet):
    def waiting(self) -> "NoticeQuerySet":
        """Those that no run has taken up."""
        return self.filter(leaving_at=None, sent_at=None)

    def due(self, now: datetime) -> "NoticeQuerySet":
        """Waiting ones of members whose rhythm has come round."""
        today = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
        rhythm, sent_at = "member__mailing__rhythm", "member__mailing__sent_at"
        never_sent = Q(**{sent_at: None})
        return self.waiting().filter(
            Q(member__mailing=None)
            | Q(**{rhythm: Rhythm.NOW})
            | Q(never_sent | Q(**{f"{sent_at}__lt": today}), **{rhythm: Rhythm.DAILY})
            | Q(never_sent | Q(**{f"{sent_at}__lte": now - WEEK}), **{rhythm: Rhythm.WEEKLY}),
            member__is_active=True,
        )


class Notice(models.Model):
    """That a member is to be told of a post, once."""

    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices")
    post = models.ForeignKey(POST, models.CASCADE, related_name="notices")
    made_at = models.DateTimeField(default=timezone.now)
    # A message with it is on its way, or was when a run broke off.
    leaving_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        constraints = (
            models.UniqueConstraint(fields=("member", "post"), name="notice_once_a_member"),
        )

    def __str__(self) -> str:
        return str(self.post_id)
