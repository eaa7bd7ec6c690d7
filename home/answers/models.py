"""That editors asked the author of a message whether it may become a page, and the answer."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Request(models.Model):
    """One a message: who has refused is not asked again."""

    wagtail_reference_index_ignore = True

    class Status(models.TextChoices):
        WAITING = "waiting", _("Its author is asked")
        GIVEN = "given", _("Its author agrees")
        REFUSED = "refused", _("Its author does not wish it")

    class Becomes(models.TextChoices):
        SHEET = "sheet", _("experience sheet")
        RESOURCE = "resource", _("resource")

    post = models.OneToOneField(
        "forum_conversation.Post", models.CASCADE, related_name="+", verbose_name=_("message")
    )
    # Its author, who is asked.
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("member")
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    asked_at = models.DateTimeField(_("asked on"), default=timezone.now)
    becomes = models.CharField(_("becomes"), max_length=10, choices=Becomes, default=Becomes.SHEET)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.WAITING)
    answered_at = models.DateTimeField(_("answered on"), null=True, blank=True)
    page = models.ForeignKey(
        "wagtailcore.Page", models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("request to reuse a message")
        verbose_name_plural = _("requests to reuse a message")
        default_permissions = ()
        ordering = ("-asked_at", "-pk")

    def __str__(self) -> str:
        return f"{self.post_id}, {self.get_status_display()}"

    @property
    def is_resource(self) -> bool:
        return self.becomes == self.Becomes.RESOURCE

    @property
    def is_waiting(self) -> bool:
        return self.status == self.Status.WAITING
