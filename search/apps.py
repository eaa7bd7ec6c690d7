"""Faceted search over everything published."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    default_auto_field = "django.db.models.BigAutoField"
    name = "search"
    verbose_name = _("Search")

    def ready(self) -> None:
        from media.cards import register_cards
        from search import attached_receivers, checks, receivers  # noqa: F401
        from search.views import cards

        receivers.connect()
        attached_receivers.connect()
        register_cards(cards.every_card)
