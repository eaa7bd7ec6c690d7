"""The tests of the embedded engine again, with the search server as the engine.

Before each question the worker takes one turn: what changed since is in the index, or out of it.
"""

import pytest

from search import engines
from search.engines.elasticsearch import indices
from search.engines.elasticsearch.client import client
from search.engines.elasticsearch.engine import ElasticsearchEngine
from search.engines.elasticsearch.worker import Worker
from search.query import SearchQuery
from search.results import SearchResults, Suggestion
from tests.elasticsearch.changing import turn
from tests.search.test_places import *  # noqa: F403
from tests.search.test_quoted_documents import *  # noqa: F403
from tests.search.test_receivers import *  # noqa: F403
from tests.search.test_search import *  # noqa: F403
from tests.search.test_topics import *  # noqa: F403
from tests.search.test_visibility import *  # noqa: F403

# A worker reads what is committed; here it would share the transaction (see test_recording).
del test_what_is_rolled_back_was_never_indexed  # noqa: F821
del test_what_is_rolled_back_was_never_found_of_the_forum  # noqa: F821
# It writes to the row of the document past everything that records changes (see test_engine).
del test_a_page_is_found_from_its_hour_on_and_until_its_end  # noqa: F821

pytestmark = [pytest.mark.django_db, pytest.mark.elasticsearch]


class UpToDate:
    """The engine of the search server, whose index is brought up to date before each question."""

    name = "elasticsearch"

    def __init__(self) -> None:
        self.engine, self.worker = ElasticsearchEngine(), Worker()

    def search(self, query: SearchQuery) -> SearchResults:
        self.catch_up()
        return self.engine.search(query)

    def suggest(self, text: str, locale: str) -> tuple[Suggestion, ...]:
        self.catch_up()
        return self.engine.suggest(text, locale)

    def catch_up(self) -> None:
        turn(self.worker)
        client().indices.refresh(index=f"{indices.alias('fr')}*,{indices.alias('en')}*")


@pytest.fixture(autouse=True)
def engine_of_the_server(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = UpToDate()
    for module in (engines, "tests.search.asking", "tests.search.test_search"):
        name = module if isinstance(module, str) else module.__name__
        monkeypatch.setattr(f"{name}.get_engine", lambda: engine)
