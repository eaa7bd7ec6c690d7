"""Takes the place of `machina.apps.forum_conversation`; reading a topic writes nothing."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ForumConversationConfig(AppConfig):
    name = "community.forum_conversation"
    label = "forum_conversation"
    verbose_name = _("Discussions")
