"""Suggestions about sheets: what members know better, and what editors make of it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SuggestionsConfig(AppConfig):
    default_auto_field = "django.db.models.BigAutoField"
    name = "experiences.suggestions"
    label = "suggestions"
    verbose_name = _("Suggestions about sheets")

    def ready(self) -> None:
        from experiences.suggestions import personal_data
        from members.personal_data import register

        register(personal_data)
