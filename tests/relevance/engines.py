"""The engines that are compared: how each is made ready, and how it is asked."""

import io
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.core.management import call_command
from django.utils.module_loading import import_string
from wagtail.models import Locale, Page

from search.engines.elasticsearch import asking
from search.engines.elasticsearch.client import client
from search.query import SearchQuery

DEPTH = 50  # pages that are asked for
EMBEDDED = "search.engines.database.DatabaseEngine"
ELASTICSEARCH = "search.engines.elasticsearch.engine.ElasticsearchEngine"

Ask = Callable[[str], list[int]]


@dataclass(frozen=True)
class Compared:
    """An engine under the name it has in tables and in `floors.yaml`.

    `prepare` makes its index from the database; `ask` gives the primary keys of the first pages
    that it finds for a text, best first.
    """

    name: str
    prepare: Callable[[], None]
    ask: Ask
    follows: bool = False  # what is written to the database is in its index at once
    correct: Callable[[str], str] | None = None  # the spelling that it offers, if it offers any


def of_this_site(name: str, path: str) -> Compared:
    """The engine of class `path`, as the search page asks it."""
    engine = import_string(path)()

    def ask(text: str) -> list[int]:
        found = engine.search(SearchQuery(text=text, page_size=DEPTH))
        assert found.engine == engine.name and not found.degraded, found.engine
        return [hit.id for hit in found.hits]

    def correct(text: str) -> str:
        return str(engine.search(SearchQuery(text=text)).corrected)

    return Compared(
        name,
        prepare=lambda: quietly(
            "rebuild_search_index", only="database" if path == EMBEDDED else "server"
        ),
        ask=ask,
        follows=path == EMBEDDED,
        correct=correct,
    )


def of_wagtail() -> list[Compared]:
    """Wagtail's own search of the same pages, for all of the words (its default) and for any.

    It reads the `search_fields` of the page types: title, summary, body, names of territories.
    """

    def asking(operator: str) -> Ask:
        def ask(text: str) -> list[int]:
            pages = Page.objects.live().public().filter(locale=Locale.get_default())
            return [page.pk for page in pages.search(text, operator=operator)[:DEPTH]]

        return ask

    return [
        Compared("wagtail", prepare=lambda: quietly("update_index"), ask=asking("and")),
        Compared("wagtail-any", prepare=lambda: None, ask=asking("or")),  # the same index
    ]


def engines() -> list[Compared]:
    """Those that can be asked here; Elasticsearch where the settings name a server."""
    found = [of_this_site("database", EMBEDDED), *of_wagtail()]
    if settings.ELASTICSEARCH_URL:
        asking.PATIENCE = 60.0  # how good answers are, not how fast
        found.append(of_this_site("elasticsearch", ELASTICSEARCH))
    return found


def leave_the_server() -> None:
    """Take away what was put on the search server, if there is one."""
    if settings.ELASTICSEARCH_URL:
        named = f"{settings.ELASTICSEARCH_INDEX_PREFIX}-*"
        indices = client().indices.get(index=named, expand_wildcards="all")
        if indices:
            client().indices.delete(index=list(indices))


def quietly(command: str, **options: str) -> None:
    call_command(command, stdout=io.StringIO(), **options)
