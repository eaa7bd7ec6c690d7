"""The library of documents that towns share: specifications, deliberations, agreements …"""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LibraryConfig(AppConfig):
    default_auto_field = "django.db.models.BigAutoField"
    name = "community.library"
    label = "library"
    verbose_name = _("Shared documents")

    def ready(self) -> None:
        from community.library import personal_data, receivers
        from community.library.models import FOLDER, Version
        from media.orphans import register_folder
        from members.personal_data import register

        receivers.connect()
        register(personal_data)
        register_folder(storage="default", folder=FOLDER, model=Version)
