"""Regions, départements, EPCI and communes of France: sizes, lookup, distances, likeness."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TerritoriesConfig(AppConfig):
    default_auto_field = "django.db.models.BigAutoField"
    name = "territories"
    verbose_name = _("Territories")

    def ready(self) -> None:
        from wagtail.permissions import register_permission_policy

        from territories import names
        from territories.models import Territory
        from territories.permissions import ReadOnlyPolicy

        register_permission_policy(Territory, ReadOnlyPolicy(Territory))
        names.connect()
