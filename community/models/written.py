"""What members do to posts: former versions, votes."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

POST = "forum_conversation.Post"


class FormerVersion(models.Model):
    """What a post said before it was edited; for its author and the moderators."""

    post = models.ForeignKey(POST, models.CASCADE, related_name="former_versions")
    editor = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True)
    subject = models.CharField(max_length=255)
    text = models.TextField()
    replaced_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-replaced_at", "-pk")
        verbose_name = _("former version")
        verbose_name_plural = _("former versions")

    def __str__(self) -> str:
        return self.subject


class Vote(models.Model):
    """That a member finds a post useful: one a member and post."""

    post = models.ForeignKey(POST, models.CASCADE, related_name="votes")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("vote")
        verbose_name_plural = _("votes")
        constraints = (
            models.UniqueConstraint(fields=("post", "member"), name="vote_once_a_member"),
        )

    def __str__(self) -> str:
        return str(self.post_id)
