"""What editors publish: sheets, dossiers, resources, news, pages."""

from django.apps import AppConfig
from django.core.checks import register
from django.utils.translation import gettext_lazy as _


class ExperiencesConfig(AppConfig):
    default_auto_field = "django.db.models.BigAutoField"
    name = "experiences"
    verbose_name = _("Publications")

    def ready(self) -> None:
        from experiences import checks, guards, slugs, translation
        from experiences.public import cards
        from media.cards import register_cards

        register(checks.page_types_are_complete)
        guards.connect()
        translation.connect()
        slugs.connect()
        register_cards(cards.every_card)
