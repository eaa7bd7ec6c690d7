"""Saved searches, told by e-mail."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AlertsConfig(AppConfig):
    default_auto_field = "django.db.models.BigAutoField"
    name = "search.alerts"
    label = "alerts"
    verbose_name = _("E-mail alerts")

    def ready(self) -> None:
        from members.personal_data import register
        from search.alerts import personal_data

        register(personal_data)
