"""Takes the place of machina's app, whose polls end after whole days alone."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ForumPollsConfig(AppConfig):
    name = "community.forum_conversation.forum_polls"
    label = "forum_polls"
    verbose_name = _("Polls")
