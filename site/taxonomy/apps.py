"""Themes, pillars, audiences, challenges and kinds of resources, kept by editors."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TaxonomyConfig(AppConfig):
    default_auto_field = "django.db.models.BigAutoField"
    name = "taxonomy"
    verbose_name = _("Taxonomy")

    def ready(self) -> None:
        from taxonomy import labels

        labels.connect()
