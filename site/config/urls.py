"""Every public address of the site; French at the root, English under /en/."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib.sitemaps import views as sitemaps
from django.urls import URLPattern, URLResolver, include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls

from community.sitemaps import SITEMAPS
from experiences.obligations.sitemaps import SITEMAPS as OBLIGATIONS
from home.territory.sitemaps import SITEMAPS as TERRITORY_SITEMAPS
from media.views import serve_rendition
from members.door import door
from members.organisations.directory import directory

urlpatterns: list[URLPattern | URLResolver] = [
    path("gestion/login/", door),
    path("gestion/", include(wagtailadmin_urls)),
    path("", include("experiences.urls")),
    path("documents/", include("media.urls")),
    path(
        "sitemap-communaute.xml",
        sitemaps.index,
        {"sitemaps": SITEMAPS, "sitemap_url_name": "forum-sitemap-section"},
        name="forum-sitemap",
    ),
    path(
        "sitemap-communaute-<slug:section>.xml",
        sitemaps.sitemap,
        {"sitemaps": SITEMAPS},
        name="forum-sitemap-section",
    ),
    path(
        "sitemap-territoires.xml",
        sitemaps.index,
        {"sitemaps": TERRITORY_SITEMAPS, "sitemap_url_name": "territory-sitemap-section"},
        name="territory-sitemap",
    ),
    path(
        "sitemap-territoires-<slug:section>.xml",
        sitemaps.sitemap,
        {"sitemaps": TERRITORY_SITEMAPS},
        name="territory-sitemap-section",
    ),
    path(
        "sitemap-obligations.xml",
        sitemaps.sitemap,
        {"sitemaps": OBLIGATIONS},
        name="obligations-sitemap",
    ),
]

if settings.DEBUG:
    urlpatterns.append(path("media/<path:path>", serve_rendition))

if settings.GALLERY:
    urlpatterns += i18n_patterns(path("", include("ui.urls")), prefix_default_language=False)

urlpatterns += i18n_patterns(
    path("", include("search.urls")),
    path("", include("search.alerts.urls")),
    path("", include("home.territory.urls")),
    path("", include("territories.urls")),
    path("", include("experiences.feed_urls")),
    path("obligations/", include("experiences.obligations.urls")),
    path("", include("experiences.diagnostic.urls")),
    path("", include("experiences.suggestions.urls")),
    path("communaute/", include("community.urls")),
    path("documents-partages/", include("community.library.urls")),
    path("compte/reprises/", include("home.answers.urls")),
    path("compte/", include("members.urls")),
    path("annuaire/", directory, name="directory"),
    path("_util/login/", door),
    path("", include(wagtail_urls)),
    prefix_default_language=False,
)
