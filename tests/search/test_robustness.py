"""No text makes the engine fail, nothing that is typed is read as a query language."""

import pytest
from django.core.checks import run_checks
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search import checks
from search.documents import DOCUMENTS
from search.engines import get_engine
from search.models import Spelling, Synonym
from search.query import Area, SearchQuery, Sort
from tests.factories.experiences import SheetFactory, commune, french
from tests.search import corpus
from tests.search.asking import found, search

pytestmark = pytest.mark.django_db

HOSTILE = [
    '"',
    "'",
    "''); DROP TABLE search_document; --",
    "a AND",
    "NEAR(a b, 2)",
    "title:eclairage",
    "eclair*",
    "^eclairage",
    "-eclairage",
    "{title summary} : a",
    "a & | ! <-> b:*",
    "\\",
    "%s %(x)s",
    "\x00",
    "a\x00b",
    "🙂🏳️‍🌈",
    "\ud800".encode("utf-8", "replace").decode(),
    "<script>alert(1)</script>",
    "é" * 10_000,
    "commune " * 2_000,
    "(" * 500,
    "١٢٣ 東京 ელექტრო",
    " ",
    "le la les",
]
# Half prose, half whatever: the parts that a query language would take for its own.
TEXT = st.lists(
    st.one_of(
        st.text(max_size=20),
        st.sampled_from(["éclairage", "public", *HOSTILE[:11], "OR", "NOT", "*", ":", "<->"]),
    ),
    max_size=8,
).map(" ".join)


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("locale", ["fr", "en", "xx"])
def test_hostile_text_has_an_answer(text: str, locale: str) -> None:
    SheetFactory(title="Repenser l’éclairage public")
    results = search(text, locale=locale)
    assert results.total <= 1
    get_engine().suggest(text, locale)


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=TEXT)
def test_any_text_has_an_answer(indexed_sheet, text: str) -> None:
    for hit in search(text).hits:
        for html in (hit.title_html, hit.highlight):
            plain = html.replace("<mark>", "").replace("</mark>", "")
            assert "<" not in plain and ">" not in plain
    get_engine().suggest(text, "fr")


@pytest.fixture
def indexed_sheet():
    return SheetFactory(
        title='Éclairage <b>public</b> & "lumière"',
        summary="Éteindre <script>alert(1)</script> la nuit, a OR b.",
    )


def test_highlights_hold_nothing_but_marks(indexed_sheet) -> None:
    [hit] = search("éclairage alert").hits
    assert hit.title_html == (
        "<mark>Éclairage</mark> &lt;b&gt;public&lt;/b&gt; &amp; &quot;lumière&quot;"
    )
    assert "&lt;script&gt;<mark>alert</mark>(1)&lt;/script&gt;" in hit.highlight


def test_the_passage_of_a_body_is_the_one_with_most_words() -> None:
    SheetFactory(
        title="A",
        problem="<p>Une chaufferie.</p>" + "<p>Rien.</p>" * 100 + "<p>Une chaufferie au bois.</p>",
    )
    [hit] = search("chaufferie bois").hits
    assert hit.highlight.startswith("…Une <mark>chaufferie</mark> au <mark>bois</mark>. ")


def test_strange_pages_and_sizes_have_an_answer() -> None:
    SheetFactory()
    for page in (0, -1, 1, 2, 10**9):
        for size in (0, 1, 10**6):
            assert search(page=page, page_size=size).total == 1


def test_unknown_values_find_nothing_and_stay_ticked() -> None:
    SheetFactory()
    results = search(selected={"theme": ("inconnu",), "region": ("99",)})
    assert results.total == 0
    ticked = [value.value for facet in results.facets for value in facet.values if value.selected]
    assert ticked == ["inconnu", "99"]


def test_an_unknown_commune_filters_nothing() -> None:
    SheetFactory()
    assert search(commune="99999", area=Area.INSIDE).total == 1


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"text": "éclairage public"},
        {"text": "éclairrage pubic"},
        {"text": "éclairage public commune énergie école réseau"},
        {"selected": {"theme": ("theme-1", "theme-2"), "region": ("R1",), "cout": ("x",)}},
        {"commune": "20000", "area": Area.AROUND, "sort": Sort.DISTANCE, "text": "éclairrage"},
        {"commune": "20000", "area": Area.ANYWHERE, "sort": Sort.LIKENESS, "text": "école"},
    ],
)
def test_a_page_costs_twelve_queries_whatever_the_number_of_documents(
    fields, django_assert_max_num_queries
) -> None:
    corpus.make(60)
    with django_assert_max_num_queries(12) as few:
        get_engine().search(SearchQuery(**fields))
    corpus.add(120)
    with django_assert_max_num_queries(len(few)):
        get_engine().search(SearchQuery(**fields))


def test_suggestions_cost_four_queries(django_assert_max_num_queries) -> None:
    SheetFactory(title="Repenser l’éclairage public")
    commune()
    with django_assert_max_num_queries(6):
        get_engine().suggest("écl", "fr")


def test_a_very_long_misspelt_question_is_answered() -> None:
    corpus.make(300)
    results = search(
        "comune enregie écolle numerrique habitents capteur reseaux eau dechet mobilitee" * 50
    )
    assert results.page == 1


def test_spelling_keeps_each_word_once() -> None:
    for _ in range(3):
        SheetFactory(title="Zéphyrienne")
    # The word, and the word without each of its letters (without either n it is the same).
    assert Spelling.objects.filter(word="zephyrienne").count() == 1 + len("zephyrienne") - 1


def test_the_offered_spelling_keeps_the_rest_of_the_text() -> None:
    SheetFactory(title="Repenser l’éclairage public")
    assert search("repenser l'éclairrage publics").corrected == "repenser l'éclairage publics"
    assert search("chaufferie").corrected == ""
    assert search("repenser l'éclairage public").corrected == ""
    Synonym.objects.create(locale=french(), terms="PUBLYC, rue")
    assert search("repenser éclairage publyc").corrected == ""
    assert found("repenser") and search("repenser").corrected == ""


def test_every_page_type_says_how_it_is_searched(monkeypatch) -> None:
    assert checks.everything_written_is_declared() == []
    monkeypatch.delitem(DOCUMENTS, "experiences.ExperiencePage")
    [error] = checks.everything_written_is_declared()
    assert error.id == "search.E001"
    assert "experiences.ExperiencePage" in error.msg
    assert error in run_checks()


def test_a_model_of_the_community_that_declares_nothing_fails_the_check(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    model = type("Topic", (), {"__module__": "community.topics.models", "_meta": Topic})
    monkeypatch.setattr(checks.apps, "get_models", lambda: [model])
    [error] = checks.everything_written_is_declared()
    assert "topics.Topic" in error.msg
    monkeypatch.setitem(checks.NOT_SEARCHED, "topics.Topic", "it is a test")
    assert checks.everything_written_is_declared() == []


class Topic:
    """What the check reads of a model's Meta."""

    label = "topics.Topic"
