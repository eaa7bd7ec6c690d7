"""Which pages of towns web search engines may list: those with something of their own."""

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.db.models import Q, QuerySet
from django.urls import reverse

from home.territory.content import KINDS, visible
from territories.models import Territory


class TerritorySitemap(Sitemap):
    """The page that asks (None), and the communes and EPCI about which something is published."""

    limit = 5_000  # addresses in one file; the protocol allows 50,000
    i18n = alternates = x_default = True

    def items(self) -> "list[Territory | None]":
        return [None, *with_content()]

    def location(self, item: Territory | None) -> str:
        return item.get_absolute_url() if item else reverse("territories")


def with_content() -> QuerySet[Territory]:
    """The present communes and EPCI with a sheet, a discussion or a document of their own.

    What a commune has is its EPCI's, too. One query.
    """
    documents = visible(settings.LANGUAGE_CODE, KINDS)
    told = Territory.objects.filter(pk__in=documents.values("places__territory"))
    own = Q(pk__in=told.values("pk")) | Q(pk__in=told.values("epci"))
    rows = Territory.objects.present().filter(own, kind__in=Territory.LOCAL)
    return rows.only("kind", "code", "slug").order_by("pk")


# Name of the section in its address → what it holds.
SITEMAPS = {"pages": TerritorySitemap}
