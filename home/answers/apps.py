"""Answers of the forum that editors wish to make sheets of."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AnswersConfig(AppConfig):
    default_auto_field = "django.db.models.BigAutoField"
    name = "home.answers"
    label = "answers"
    verbose_name = _("Answers of the forum for sheets")

    def ready(self) -> None:
        from home.answers import personal_data
        from members.personal_data import register

        register(personal_data)
