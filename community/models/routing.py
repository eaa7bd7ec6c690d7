"""To whom a question was pointed out."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Routing(models.Model):
    """That a member may know an answer to a question; see `community.routing`."""

    class Why(models.TextChoices):
        THEME = "theme", _("Theme that I can be asked about")
        TOWN = "town", _("Sheet of my town on this theme")

    topic = models.ForeignKey("forum_conversation.Topic", models.CASCADE, related_name="routings")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    why = models.CharField(max_length=5, choices=Why)
    made_at = models.DateTimeField(default=timezone.now)
    declined_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("question pointed out")
        verbose_name_plural = _("questions pointed out")
        constraints = (
            models.UniqueConstraint(fields=("topic", "member"), name="routing_once_a_member"),
        )

    def __str__(self) -> str:
        return f"{self.topic_id} → {self.member_id}"
