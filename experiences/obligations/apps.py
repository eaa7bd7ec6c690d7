"""What the law asks of territories, and what their members note about it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ObligationsConfig(AppConfig):
    default_auto_field = "django.db.models.BigAutoField"
    name = "experiences.obligations"
    label = "obligations"
    verbose_name = _("Obligations")

    def ready(self) -> None:
        from experiences.obligations import personal_data, receivers
        from experiences.obligations.models import FOLDER, Proof
        from media.orphans import register_folder
        from members.personal_data import register

        receivers.connect()
        register(personal_data)
        register_folder(storage="default", folder=FOLDER, model=Proof)
