"""Components of the interface: template tags, StreamField blocks, the gallery."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class UiConfig(AppConfig):
    default_auto_field = "django.db.models.BigAutoField"
    name = "ui"
    verbose_name = _("Interface")
