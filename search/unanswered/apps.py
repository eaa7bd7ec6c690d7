"""Searches without an answer."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class UnansweredConfig(AppConfig):
    default_auto_field = "django.db.models.BigAutoField"
    name = "search.unanswered"
    label = "unanswered"
    verbose_name = _("Searches without an answer")

    def ready(self) -> None:
        from wagtail.signals import init_new_page

        from search.unanswered import permissions, prefilling

        permissions.register()
        init_new_page.connect(prefilling.fill_in)
