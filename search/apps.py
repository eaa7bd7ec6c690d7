"""Faceted search over everything published."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    default_auto_field = "django.db.models.BigAutoField"
    name = "search"
    verbose_name = _("Search")

    def ready(self) -> None:
        from community import routing
        from media.cards import register_cards
        from members.personal_data import register
        from search import (  # noqa: F401
            asker_receivers,
            attached_receivers,
            checks,
            forum_receivers,
            library_receivers,
            obligation_receivers,
            personal_data,
            receivers,
            synonyms,
        )
        from search.towns import territories_with_sheet
        from search.views import cards

        receivers.connect()
        attached_receivers.connect()
        forum_receivers.connect()
        asker_receivers.connect()
        library_receivers.connect()
        obligation_receivers.connect()
        synonyms.connect()
        register(personal_data)
        routing.register(territories_with_sheet)
        register_cards(cards.every_card)
