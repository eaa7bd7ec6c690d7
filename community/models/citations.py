"""Which pages of the site a post leads to."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Citation(models.Model):
    """That a post has a link to a page; see `community.citing`."""

    post = models.ForeignKey("forum_conversation.Post", models.CASCADE, related_name="citations")
    page = models.ForeignKey("wagtailcore.Page", models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("citation")
        verbose_name_plural = _("citations")
        constraints = (models.UniqueConstraint(fields=("post", "page"), name="citation_once"),)

    def __str__(self) -> str:
        return f"{self.post_id} → {self.page_id}"
