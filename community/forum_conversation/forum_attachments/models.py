"""A file joined to a post: recognised by its content, kept where no address leads."""

from typing import Any
from uuid import uuid4

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from machina.apps.forum_conversation.forum_attachments.abstract_models import AbstractAttachment

from media.fields import DocumentField, row_and_file_together

FOLDER = "attachments"


def private_path(instance: "Attachment", filename: str) -> str:
    """`filename`, made safe by the field, in a folder that cannot be guessed."""
    return f"{FOLDER}/{uuid4().hex}/{filename}"


class Attachment(AbstractAttachment):
    """Served by `community.views.attachments` to those who see the post; the storage is private."""

    file = DocumentField(_("file"), upload_to=private_path, max_length=200)

    class Meta(AbstractAttachment.Meta):
        abstract = False
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")

    def save(self, *args: Any, **kwargs: Any) -> None:
        """UploadRefused when the file is none of the accepted kinds; see `media.fields`."""
        with row_and_file_together(self):
            super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("community:attachment", args=[self.pk])
