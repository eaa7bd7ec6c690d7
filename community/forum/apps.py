"""Takes the place of `machina.apps.forum`, without its receivers: no category is a link."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ForumConfig(AppConfig):
    name = "community.forum"
    label = "forum"
    verbose_name = _("Categories of the forum")
