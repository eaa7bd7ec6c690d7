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
        from search import checks, personal_data, synonyms  # noqa: F401
        from search.receivers import (
            askers,
            attachments,
            obligations,
            pages,
            shared,
            terms,
            territories,
            topics,
        )
        from search.towns import territories_with_sheet
        from search.views import cards

        for receivers in (
            pages,
            attachments,
            topics,
            askers,
            shared,
            obligations,
            terms,
            territories,
            synonyms,
        ):
            receivers.connect()
        register(personal_data)
        routing.register(territories_with_sheet)
        register_cards(cards.every_card)
