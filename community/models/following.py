"""Territories that members follow, beside the topics and categories that machina's tables keep."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from territories.models import Territory


class FollowedTerritory(models.Model):
    """That a member is told of new topics of members of a territory, or of one inside it."""

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="followed_territories"
    )
    territory = models.ForeignKey(Territory, models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("followed territory")
        verbose_name_plural = _("followed territories")
        constraints = (
            models.UniqueConstraint(
                fields=("member", "territory"), name="followed_territory_once_a_member"
            ),
        )

    def __str__(self) -> str:
        return f"{self.member_id} → {self.territory_id}"
