"""What differs between what was seen and what is found: a rule in plain values."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.alerts.watching import (
    MOST_REMEMBERED,
    MOST_WATCHED,
    Seen,
    compare,
    look,
    read,
    snapshot,
)
from search.query import SearchQuery
from search.results import Hit, SearchResults

END = datetime(2026, 12, 4, 22, tzinfo=UTC)


def hit(key: int, title: str = "Œuilly : éteindre la nuit", **fields) -> Hit:
    values = {
        "url": f"/experiences/{key}/",
        "kind": "experience",
        "summary": "Depuis 2024.",
        "title_html": "",
        "highlight": "",
        "date": date(2026, 1, 5),
        "data": {"stage": "realise", "cost_band": None},
    }
    return Hit(id=key, title=title, **(values | fields))


def test_the_first_look_tells_nothing() -> None:
    news, after = compare(None, [hit(1)], ends={1: END}, public={1})
    assert not news
    assert [*after] == ["1"]


def test_what_is_found_and_was_not_seen_is_new() -> None:
    news, after = compare(snapshot([hit(1)]), [hit(2), hit(1)], ends={}, public={1, 2})
    assert [each.id for each in news.new] == [2]
    assert not news.changed + news.closing
    assert {*after} == {"1", "2"}


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Œuilly : rallumer"},
        {"summary": "Jusqu’en 2025."},
        {"date": date(2026, 2, 1)},
        {"data": {"stage": "arrete", "cost_band": None}},
        {"data": {"stage": "realise", "cost_band": "moins-de-10000"}},
    ],
)
def test_what_is_shown_differently_is_changed_once(change) -> None:
    changed = replace(hit(1), **change)
    news, after = compare(snapshot([hit(1)]), [changed], ends={}, public={1})
    assert news.changed == (changed,)
    assert not compare(after, [changed], ends={}, public={1})[0]


def test_a_new_census_or_another_highlight_is_no_change() -> None:
    before = snapshot([hit(1)])
    counted = replace(hit(1), data={"stage": "realise", "population": 565}, highlight="<mark>")
    assert not compare(before, [counted], ends={}, public={1})[0]


def test_what_ends_soon_is_told_once_and_again_when_its_end_moves() -> None:
    before = snapshot([hit(1)])
    news, after = compare(before, [hit(1)], ends={1: END}, public={1})
    assert (news.closing, news.ends[1]) == ((hit(1),), END)
    assert not compare(after, [hit(1)], ends={1: END}, public={1})[0]
    later = END.replace(day=8)
    assert compare(after, [hit(1)], ends={1: later}, public={1})[0].closing
    # Put off, then near again.
    _news, put_off = compare(after, [hit(1)], ends={}, public={1})
    assert compare(put_off, [hit(1)], ends={1: END}, public={1})[0].closing


def test_each_result_is_told_in_one_place() -> None:
    news, _after = compare(
        snapshot([hit(1)]),
        [hit(1, "Autre titre"), hit(2)],
        ends={1: END, 2: END},
        public={1, 2},
    )
    assert [each.id for each in news.new] == [2]
    assert [each.id for each in news.closing] == [1]
    assert news.changed == ()


def test_what_the_public_may_no_longer_read_is_withdrawn_under_the_title_it_had() -> None:
    before = snapshot([hit(1, "Titre publié")])
    news, after = compare(before, [], ends={}, public=set())
    assert news.withdrawn == ("Titre publié",)
    assert after == {}


def test_what_only_left_the_search_is_no_news_and_none_when_it_comes_back() -> None:
    before = snapshot([hit(1)])
    news, after = compare(before, [], ends={}, public={1})
    assert not news
    assert not compare(after, [hit(1)], ends={}, public={1})[0]


def test_what_is_remembered_is_bounded() -> None:
    before = {str(key): Seen("x", "Titre") for key in range(MOST_REMEMBERED)}
    found = [hit(key) for key in range(MOST_REMEMBERED, MOST_REMEMBERED + 10)]
    _news, after = compare(before, found, ends={}, public={int(key) for key in before})
    assert len(after) == MOST_REMEMBERED
    assert {str(each.id) for each in found} <= {*after}


def test_a_snapshot_comes_back_from_the_database_as_it_was() -> None:
    before = snapshot([hit(1)])
    assert read({key: [*seen] for key, seen in before.items()}) == before
    assert read(None) is None


ids = st.sets(st.integers(1, 30))


@given(seen=ids, found=ids, public=ids)
def test_nothing_is_told_twice_and_nothing_that_is_hidden_is_linked(seen, found, public) -> None:
    public |= found
    before = snapshot([hit(key) for key in seen])
    hits = [hit(key) for key in found]
    news, after = compare(before, hits, ends={}, public=public)
    assert {each.id for each in news.new} == found - seen
    assert len(news.withdrawn) == len(seen - public)
    assert not compare(after, hits, ends={}, public=public)[0]


class Shelf:
    """An engine that finds so many sheets, whatever is asked."""

    def __init__(self, total: int, *, degraded: bool = False) -> None:
        self.total, self.degraded = total, degraded
        self.asked: list[SearchQuery] = []

    def search(self, query: SearchQuery) -> SearchResults:
        self.asked.append(query)
        first = (query.page - 1) * query.page_size
        found = range(first, min(first + query.page_size, self.total))
        return SearchResults(
            hits=tuple(hit(key) for key in found),
            total=self.total,
            facets=(),
            page=query.page,
            pages=-(-self.total // query.page_size),
            engine="shelf",
            degraded=self.degraded,
        )


@pytest.fixture
def shelf(monkeypatch):
    def use(total: int, **fields) -> Shelf:
        made = Shelf(total, **fields)
        monkeypatch.setattr("search.engines.get_engine", lambda: made)
        return made

    return use


def test_so_many_results_are_watched_and_no_more(shelf) -> None:
    engine = shelf(MOST_WATCHED + 50)
    assert len(look(SearchQuery(page=7, page_size=10)) or []) == MOST_WATCHED
    assert [query.page for query in engine.asked] == list(range(1, 11))
    assert {query.sort for query in engine.asked} == {"date"}


def test_nothing_is_compared_while_another_engine_answers(shelf) -> None:
    engine = shelf(250, degraded=True)
    assert look(SearchQuery()) is None
    assert len(engine.asked) == 1


@pytest.mark.parametrize(("total", "calls"), [(0, 1), (100, 1), (101, 2)])
def test_no_page_is_asked_in_vain(shelf, total, calls) -> None:
    engine = shelf(total)
    assert len(look(SearchQuery()) or []) == total
    assert len(engine.asked) == calls
