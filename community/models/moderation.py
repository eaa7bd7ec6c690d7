"""What moderators are told and what they decide."""

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from members.models import User

POST = "forum_conversation.Post"
DOCUMENT = "library.SharedDocument"


class ReportQuerySet(models.QuerySet["Report"]):
    def waiting(self) -> "ReportQuerySet":
        """Those that no moderator has decided about yet."""
        return self.filter(decided_at=None)

    def tell(self, *, by: "User", reason: str, **about: Any) -> None:
        """Say what is wrong with a post, document or profile; once a member until it is decided."""
        self.update_or_create(**about, member=by, decided_at=None, defaults={"reason": reason})

    def settle(self) -> int:
        """A moderator has decided about those that wait: how many."""
        return self.waiting().update(decided_at=timezone.now())


class Report(models.Model):
    """That a member finds a post, shared document or profile wrong, until a moderator has decided.

    The notice of Regulation (EU) 2022/2065 (Digital Services Act), article 16.
    """

    post = models.ForeignKey(POST, models.CASCADE, null=True, related_name="reports")
    document = models.ForeignKey(DOCUMENT, models.CASCADE, null=True, related_name="reports")
    profile = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="profile_reports"
    )
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    reason = models.TextField(_("What is wrong with this message"), max_length=1000)
    made_at = models.DateTimeField(default=timezone.now)
    decided_at = models.DateTimeField(null=True, editable=False)

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ("made_at", "pk")
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        constraints = (
            models.UniqueConstraint(
                fields=("post", "member"),
                condition=models.Q(decided_at=None),
                name="report_once_a_member",
            ),
            models.UniqueConstraint(
                fields=("document", "member"),
                condition=models.Q(decided_at=None),
                name="report_of_document_once_a_member",
            ),
            models.UniqueConstraint(
                fields=("profile", "member"),
                condition=models.Q(decided_at=None),
                name="report_of_profile_once_a_member",
            ),
            models.CheckConstraint(
                condition=models.Q(post__isnull=False, document=None, profile=None)
                | models.Q(post=None, document__isnull=False, profile=None)
                | models.Q(post=None, document=None, profile__isnull=False),
                name="report_of_one_thing",
            ),
        )

    def __str__(self) -> str:
        return self.reason


class Decision(models.Model):
    """What a moderator did, and why: written once, never changed.

    It outlives what it is about: subject and author's name are not in it once those are gone.
    The statement of reasons of the Digital Services Act, article 17.
    """

    class Action(models.TextChoices):
        APPROVED = "approved", _("Message approved")
        REFUSED = "refused", _("Message refused")
        KEPT = "kept", _("Report set aside")
        DELETED = "deleted", _("Message deleted")
        TOPIC_DELETED = "topic_deleted", _("Topic deleted")
        CLOSED = "closed", _("Topic closed")
        OPENED = "opened", _("Topic opened again")
        PINNED = "pinned", _("Topic pinned")
        UNPINNED = "unpinned", _("Topic no longer pinned")
        MOVED = "moved", _("Topic moved")
        MERGED = "merged", _("Topics merged")
        SPLIT = "split", _("Topic split off")
        POLL_CHANGED = "poll_changed", _("Poll added or changed")
        POLL_CLOSED = "poll_closed", _("Poll closed")
        APPEAL_GRANTED = "appeal_granted", _("Appeal granted")
        APPEAL_DISMISSED = "appeal_dismissed", _("Appeal dismissed")
        DOCUMENT_PUBLISHED = "doc_published", _("Document published")
        DOCUMENT_REFUSED = "doc_refused", _("Document refused")
        DOCUMENT_WITHDRAWN = "doc_withdrawn", _("Document withdrawn")
        VERSION_WITHDRAWN = "doc_version", _("Version of a document withdrawn")
        PROFILE_CLEARED = "profile_cleared", _("Profile cleared")

    action = models.CharField(max_length=20, choices=Action)
    moderator = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    post = models.ForeignKey(POST, models.SET_NULL, null=True, related_name="decisions")
    topic = models.ForeignKey(
        "forum_conversation.Topic", models.SET_NULL, null=True, related_name="decisions"
    )
    document = models.ForeignKey(DOCUMENT, models.SET_NULL, null=True, related_name="decisions")
    # Whose message it was, so that they may appeal.
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    reason = models.TextField(blank=True)
    # What had a message held (values of `held.Reason`): counted each year.
    grounds = models.JSONField(default=list)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-made_at", "-pk")
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")

    def __str__(self) -> str:
        return self.get_action_display()

    def save(self, *args: Any, **kwargs: Any) -> None:
        """TypeError for a decision that is written already."""
        if not self._state.adding:
            raise TypeError("A decision is never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        """TypeError: what was decided stays."""
        raise TypeError("A decision is never deleted.")


class Appeal(models.Model):
    """That an author asks for another look at a decision: once; see `community.appeals`."""

    decision = models.OneToOneField(Decision, models.CASCADE, related_name="appeal")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    text = models.TextField()
    made_at = models.DateTimeField(default=timezone.now)
    decided_at = models.DateTimeField(null=True)
    granted = models.BooleanField(null=True)

    class Meta:
        ordering = ("made_at", "pk")
        verbose_name = _("appeal")
        verbose_name_plural = _("appeals")

    def __str__(self) -> str:
        return str(self.decision_id)


class FormerTopic(models.Model):
    """The number of a topic that was merged into another, to which its addresses lead."""

    key = models.BigIntegerField(primary_key=True)
    topic = models.ForeignKey(
        "forum_conversation.Topic", models.CASCADE, related_name="former_topics"
    )

    class Meta:
        verbose_name = _("merged topic")
        verbose_name_plural = _("merged topics")

    def __str__(self) -> str:
        return f"{self.key} → {self.topic_id}"
