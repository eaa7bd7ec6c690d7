"""Organisations, and the members who belong to them."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrganisationsConfig(AppConfig):
    default_auto_field = "django.db.models.BigAutoField"
    name = "members.organisations"
    label = "organisations"
    verbose_name = _("Organisations")

    def ready(self) -> None:
        from members.organisations import personal_data
        from members.personal_data import register

        register(personal_data)
