"""Beside Wagtail's own search on the same server and the same sheets."""

import io
import os

from django.conf import settings
from django.core.management import call_command
from wagtail.models import Page
from wagtail.query import PageQuerySet
from wagtail.search.backends import get_search_backend

from experiences.models import ExperiencePage
from search.engines.elasticsearch import asking, rebuilding
from search.engines.elasticsearch.client import client
from search.engines.elasticsearch.engine import ElasticsearchEngine
from search.query import SearchQuery
from tests.bench.pairs import Table
from tests.bench.server import clear

SHEETS = 2_000
PAGE = 10
LONG, WARM_UPS = 7, 3  # of what takes seconds; a server that has just started is slow at first
FACETS = ("locale_id", "content_type_id", "live")


def measure(table: Table, _: int) -> None:
    url = settings.ELASTICSEARCH_URL = os.environ["ELASTICSEARCH_TEST_URL"]
    settings.ELASTICSEARCH_INDEX_PREFIX = "bench-sheets"
    settings.WAGTAILSEARCH_BACKENDS = settings.WAGTAILSEARCH_BACKENDS | {
        "server": {
            "BACKEND": "wagtail.search.backends.elasticsearch9",
            "URLS": [url],
            "INDEX_PREFIX": "bench-wagtail-",
            "TIMEOUT": 60,
        }
    }
    asking.PATIENCE = 60
    clear()
    call_command("generate_sheets", count=SHEETS, stdout=io.StringIO())
    sheets = ExperiencePage.objects.count()
    table.title(f"Beside Wagtail's own search, {sheets} sheets, on the same server")
    try:
        table.ratio(
            "Wagtail's update_index ÷ rebuild from the documents",
            lambda: call_command("update_index", backend_name="server", stdout=io.StringIO()),
            lambda: rebuilding.rebuild(client()),
            least=3,
            pairs=LONG,
            warm_ups=WARM_UPS,
        )
        searches(table)
    finally:
        clear()


def searches(table: Table) -> None:
    """A page of ten with ten facets, beside a search, its count and three facets."""
    backend, engine = get_search_backend("server"), ElasticsearchEngine()

    def of_wagtail(pages: PageQuerySet) -> None:
        found = backend.search("éclairage", pages)
        list(found[:PAGE])
        found.count()
        for name in FACETS:
            found.facet(name)

    def of_ours() -> None:
        engine.search(SearchQuery(text="éclairage", page_size=PAGE))

    live = Page.objects.live()
    name = "one request ÷ search, count and three facets"
    table.ratio(name, of_ours, lambda: of_wagtail(live), most=0.5)
    # What a page of results draws (summary, place, date) is a sheet's, not a base page's.
    table.ratio(f"{name}, of sheets", of_ours, lambda: of_wagtail(live.specific()))
