"""Which pages and shared documents of the site a post leads to."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Citation(models.Model):
    """That a post has a link to a page or a shared document; see `community.citing`."""

    post = models.ForeignKey("forum_conversation.Post", models.CASCADE, related_name="citations")
    page = models.ForeignKey("wagtailcore.Page", models.CASCADE, null=True, related_name="+")
    document = models.ForeignKey(
        "library.SharedDocument", models.CASCADE, null=True, related_name="citations"
    )

    class Meta:
        verbose_name = _("citation")
        verbose_name_plural = _("citations")
        constraints = (
            models.UniqueConstraint(fields=("post", "page"), name="citation_once"),
            models.UniqueConstraint(fields=("post", "document"), name="citation_of_document_once"),
            models.CheckConstraint(
                condition=models.Q(page=None, document__isnull=False)
                | models.Q(page__isnull=False, document=None),
                name="citation_of_one_thing",
            ),
        )

    def __str__(self) -> str:
        return f"{self.post_id} → {self.page_id or self.document_id}"
