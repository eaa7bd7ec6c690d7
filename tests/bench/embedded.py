"""The embedded engine beside the full-text index of its own database, and pages beside pages."""

from itertools import combinations

from django.core.cache import cache
from django.db import connection
from django.test import Client

from search.analysis import analyser
from search.engines.database import DatabaseEngine
from search.engines.words import read
from search.query import SearchQuery
from territories.lookup import find
from tests.bench.pairs import Action, Table
from tests.bench.sites import PLAIN, RARE

ENGINE = DatabaseEngine()


def measure(table: Table, documents: int) -> None:
    client = Client()

    def page(address: str) -> Action:
        def ask() -> None:
            cache.clear()
            assert client.get(address).status_code == 200, address

        return ask

    table.title(f"Embedded engine, {documents} documents")
    table.ratio("engine ÷ raw FTS5, a word of most", search(COMMON), raw(COMMON), most=3)
    table.ratio("engine ÷ raw FTS5, three words", search(THREE), raw(THREE), most=3)
    # What a search costs however little it finds: labels, marks, the words themselves.
    table.ratio("engine ÷ raw FTS5, a word of 40 documents", search(RARE), raw(RARE))
    rare = page(f"/recherche/?q={RARE}")
    table.ratio("search page ÷ plain page", rare, page(PLAIN))
    suggested = page("/recherche/suggestions.json?q=ecl")
    table.ratio("suggestions ÷ search page", suggested, rare)
    table.ratio("territory lookup “vi” ÷ search page", lambda: find("vi"), rare)


COMMON, THREE = "éclairage", "éclairage mairie forêt"


def search(text: str) -> Action:
    return lambda: ENGINE.search(SearchQuery(text=text))


def raw(text: str) -> Action:
    """The same question asked of FTS5 alone: match, rank, in order.

    Of three words two are enough (decision 11), which is what FTS5 is asked too.
    """
    terms = [f'"{term}"' for term in analyser("fr").terms(text)]
    enough = read(text, analyser("fr")).required
    sought = " OR ".join(f"({' AND '.join(some)})" for some in combinations(terms, enough))

    def ask() -> object:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT rowid, bm25(search_terms) FROM search_terms "
                "WHERE search_terms MATCH %s ORDER BY 2",
                [sought],
            )
            return cursor.fetchall()

    return ask
