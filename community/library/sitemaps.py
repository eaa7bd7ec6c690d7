"""What web search engines may list of the library: its list and every public document."""

from datetime import datetime

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.urls import reverse
from django.utils.translation import override

from community.library.models import SharedDocument


class SharedDocumentSitemap(Sitemap):
    """The list (None), then the documents, at their French addresses: they are not translated."""

    limit = 5_000  # addresses in one file; the protocol allows 50,000

    def items(self) -> list[SharedDocument | None]:
        return [None, *SharedDocument.objects.public().order_by("pk")]

    def location(self, item: SharedDocument | None) -> str:
        with override(settings.LANGUAGE_CODE):
            return item.get_absolute_url() if item else reverse("library:index")

    def lastmod(self, item: SharedDocument | None) -> datetime | None:
        return item.changed_at if item else None
