"""Uploaded images and documents, checked by their content."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MediaConfig(AppConfig):
    default_auto_field = "django.db.models.BigAutoField"
    name = "media"
    verbose_name = _("Images and documents")

    def ready(self) -> None:
        from media import receivers

        receivers.connect()
