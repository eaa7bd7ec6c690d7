"""sitemap.xml: every public page with its languages and pictures; an index once it grows."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe
from wagtail.contrib.sitemaps import Sitemap
from wagtail.models import Page

from experiences.public.languages import alternates, translations
from experiences.public.page_pictures import picture_addresses
from experiences.public.visibility import root_paths, site_of, visible

# Addresses in one file; the protocol allows 50,000.
SECTION = 1_000
XML = "application/xml; charset=utf-8"


class PublicSitemap(Sitemap):
    """Wagtail's, without what is in another language than its address, and with what pages show."""

    limit = SECTION

    def items(self) -> QuerySet[Page]:
        return (
            visible(self.request)
            .annotate(
                tree_language=F("locale__language_code"),
                text_language=Coalesce("alias_of__locale__language_code", "locale__language_code"),
            )
            .filter(text_language=F("tree_language"))
            .order_by("path")
        )

    def entries(self, number: int) -> Iterator[dict[str, Any]]:
        """What the template writes of each address of one section; a constant number of queries."""
        rows = list(self.paginator.page(number).object_list)
        versions = translations([row.translation_key for row in rows], self.request)
        pictures = picture_addresses(rows)
        root_url = self.get_wagtail_site().root_url
        for row in rows:
            yield {
                "location": row.get_full_url(self.request),
                "lastmod": self.lastmod(row),
                "alternates": alternates(versions.get(row.translation_key, {}), self.request),
                "images": [
                    root_url + url if url.startswith("/") else url
                    for url in pictures.get(row.pk, [])
                ],
            }
            yield from self.further(row)

    def further(self, row: Page) -> Iterator[dict[str, Any]]:
        """The other addresses of a page that has some: a catalogue's, by theme and by pillar."""
        if row.specific_class is None or "get_sitemap_urls" not in vars(row.specific_class):
            return
        for found in row.specific.get_sitemap_urls(self.request):
            if found["location"] != row.get_full_url(self.request):
                yield {**found, "alternates": (), "images": []}


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """Everything in one file while it is short; else an index of the sections."""
    pages = PublicSitemap(request)
    count = pages.paginator.num_pages
    if count == 1:
        return answer(request, pages, 1)
    site = site_of(request)
    root_url = site.root_url if site else ""
    addresses = [
        root_url + reverse("experiences:sitemap-section", args=[number])
        for number in range(1, count + 1)
    ]
    context = {"addresses": addresses}
    return render(request, "experiences/sitemap_index.xml", context, content_type=XML)


@require_safe
def section(request: HttpRequest, number: int) -> HttpResponse:
    """One section of the sitemap; Http404 beyond the last."""
    pages = PublicSitemap(request)
    if number not in pages.paginator.page_range:
        raise Http404
    return answer(request, pages, number)


def answer(request: HttpRequest, pages: PublicSitemap, number: int) -> HttpResponse:
    context = {"entries": pages.entries(number)}
    return render(request, "experiences/sitemap.xml", context, content_type=XML)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """robots.txt: everything but the administration, accounts, forms and the answers as data."""
    site = site_of(request)
    root_url = site.root_url if site else ""
    lines = [
        "User-agent: *",
        "Disallow: /gestion/",
        *(
            f"Disallow: {tree}{name}/"
            for tree in trees(request)
            for name in ("compte", "completer", "obligations/suivi", "obligations/calendriers")
        ),
        *(f"Disallow: {address}" for address in data_addresses(request)),
        f"Sitemap: {root_url}{reverse('experiences:sitemap')}",
        f"Sitemap: {root_url}{reverse('forum-sitemap')}",
        f"Sitemap: {root_url}{reverse('territory-sitemap')}",
        f"Sitemap: {root_url}{reverse('obligations-sitemap')}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def data_addresses(request: HttpRequest) -> list[str]:
    """The search as data, in each language of the site: of no use in an index of pages."""
    names = ("recherche.json", "recherche.csv", "recherche/suggestions.json")
    return [f"{tree}{name}" for tree in trees(request) for name in names]


def trees(request: HttpRequest) -> list[str]:
    """What addresses begin with, in each language of the site."""
    found = ["/" if code == settings.LANGUAGE_CODE else f"/{code}/" for code in root_paths(request)]
    return found or ["/"]
