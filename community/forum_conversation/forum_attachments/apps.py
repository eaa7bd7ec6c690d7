"""Takes the place of machina's app, whose files lie open under MEDIA_URL."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ForumAttachmentsConfig(AppConfig):
    name = "community.forum_conversation.forum_attachments"
    label = "forum_attachments"
    verbose_name = _("Attachments")
