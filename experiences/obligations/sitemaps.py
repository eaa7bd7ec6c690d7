"""What web search engines may list of obligations: the list, and each in its languages."""

from datetime import datetime

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.urls import reverse

from experiences.obligations.models import Obligation


class ObligationSitemap(Sitemap):
    """The list (None), then what is published of each kind."""

    i18n = alternates = x_default = True

    def items(self) -> list[Obligation | None]:
        rows = Obligation.objects.published().select_related("locale")
        self.written: dict[object, set[str]] = {}
        for row in rows:
            self.written.setdefault(row.translation_key, set()).add(row.locale.language_code)
        originals = [row for row in rows if row.locale.language_code == settings.LANGUAGE_CODE]
        return [None, *originals]

    def get_languages_for_item(self, item: Obligation | None) -> list[str]:
        """Those in which it is written; the list is in every language."""
        codes = [code for code, _name in settings.LANGUAGES]
        return [
            code for code in codes if item is None or code in self.written[item.translation_key]
        ]

    def location(self, item: Obligation | None) -> str:
        return item.get_absolute_url() if item else reverse("obligations:index")

    def lastmod(self, item: Obligation | None) -> datetime | None:
        return item.last_published_at if item else None


SITEMAPS = {"obligations": ObligationSitemap}
