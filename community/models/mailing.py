"""Who is told by e-mail of new messages, how often, and what is still to be told."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Value, When
from django.db.models.functions import Coalesce
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
    """How often a member is told of each kind of news; at once for who has no row."""

    member = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="mailing", primary_key=True
    )
    # By the values of `Notice.Kind`.
    followed = models.CharField(
        _("What I follow"), max_length=10, choices=Rhythm, default=Rhythm.NOW
    )
    routed = models.CharField(
        _("Questions that I may know an answer to"),
        max_length=10,
        choices=Rhythm,
        default=Rhythm.NOW,
    )
    mentioned = models.CharField(
        _("Messages that mention me"), max_length=10, choices=Rhythm, default=Rhythm.NOW
    )

    class Meta:
        verbose_name = _("rhythm of e-mails")
        verbose_name_plural = _("rhythms of e-mails")

    def __str__(self) -> str:
        return str(self.get_followed_display())


class NoticeQuerySet(models.QuerySet):
    def waiting(self) -> "NoticeQuerySet":
        """Those that no run has taken up, each with its `rhythm`."""
        chosen = Case(
            *(When(kind=kind, then=F(f"member__mailing__{kind}")) for kind in Notice.Kind.values)
        )
        rhythm = Coalesce(chosen, Value(Rhythm.NOW.value))
        return self.filter(leaving_at=None, sent_at=None).alias(rhythm=rhythm)

    def due(self, now: datetime) -> "NoticeQuerySet":
        """Waiting ones whose rhythm has come round for their member."""
        today = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
        told = Notice.objects.filter(member=OuterRef("member"), kind=OuterRef("kind"))
        return self.waiting().filter(
            Q(rhythm=Rhythm.NOW)
            | Q(~Exists(told.filter(sent_at__gte=today)), rhythm=Rhythm.DAILY)
            | Q(~Exists(told.filter(sent_at__gt=now - WEEK)), rhythm=Rhythm.WEEKLY),
            member__is_active=True,
        )


class Notice(models.Model):
    """That a member is to be told of a post, once, whatever the number of reasons."""

    class Kind(models.TextChoices):
        FOLLOWED = "followed", _("What I follow")
        ROUTED = "routed", _("Questions that I may know an answer to")
        MENTIONED = "mentioned", _("Messages that mention me")

    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices")
    post = models.ForeignKey(POST, models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.FOLLOWED)
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
