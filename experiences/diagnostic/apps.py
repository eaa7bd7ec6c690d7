"""The self-diagnosis: its questionnaire, the answers, and what comes of them."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DiagnosticConfig(AppConfig):
    default_auto_field = "django.db.models.BigAutoField"
    name = "experiences.diagnostic"
    label = "diagnostic"
    verbose_name = _("Self-diagnosis")

    def ready(self) -> None:
        from experiences.diagnostic import editions, personal_data
        from members.personal_data import register

        register(personal_data)
        editions.connect()
