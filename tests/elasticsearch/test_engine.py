"""What the server answers beyond filters and counts: order, marks, synonyms, suggestions."""

import random
from datetime import timedelta

import pytest
from django.utils import timezone

from experiences.models import SheetTerritory
from search.engines import places
from search.engines.database import DatabaseEngine
from search.engines.elasticsearch.engine import ElasticsearchEngine
from search.engines.places import look
from search.models import Document, Place, Synonym
from search.query import MAX_RESULTS, Area, SearchQuery, Sort
from search.results import SearchResults
from tests.elasticsearch.filling import fill
from tests.factories.experiences import SheetFactory, commune, theme
from tests.search import corpus

pytestmark = [pytest.mark.django_db, pytest.mark.elasticsearch]


def search(text: str = "", **fields) -> SearchResults:
    return ElasticsearchEngine().search(SearchQuery(text=text, **fields))


def found(text: str = "", **fields) -> list[int]:
    return [hit.id for hit in search(text, **fields).hits]


def test_likeness_and_distance_order_as_the_embedded_engine_measures(server: str) -> None:
    made = corpus.make(300)
    fill()
    chance = random.Random(7)
    pages = dict(Document.objects.values_list("key", "pk"))
    for here in chance.sample(made.standpoints, 12):
        for area in Area:
            outlook = look(here.code, area, "fr")
            for sort, measure in (
                (Sort.LIKENESS, lambda key: -outlook.likeness(key)),  # noqa: B023
                (Sort.DISTANCE, outlook.distance),
            ):
                query = SearchQuery(commune=here.code, area=area, sort=sort, page_size=100)
                answer = ElasticsearchEngine().search(query)
                measured = [measure(pages[hit.id]) for hit in answer.hits]
                # The server keeps places to a centimetre and scores in single precision.
                assert measured == pytest.approx(sorted(measured), abs=2e-4), (query, measured)
                reasons = {hit.id: hit.reason for hit in answer.hits}
                other = DatabaseEngine().search(query)
                assert answer.total == other.total
                for hit in other.hits:
                    assert reasons.get(hit.id, hit.reason) == hit.reason


def test_without_words_both_engines_show_the_same_page(server: str) -> None:
    corpus.make(200)
    fill()
    query = SearchQuery(page_size=50)
    mine, other = ElasticsearchEngine().search(query), DatabaseEngine().search(query)
    # Scores are in single precision: neighbours that differ less may change places.
    assert {hit.id for hit in mine.hits[:40]} <= {hit.id for hit in other.hits}
    assert mine.facets == other.facets
    assert [hit for hit in mine.hits if hit not in other.hits][:1] == [] or mine.total > 50


def test_marks_are_the_only_html(server: str) -> None:
    SheetFactory(
        title="<script>alert(1)</script> l’éclairage & la nuit",
        summary='Un résumé <img src=x onerror="alert(1)"> sur l’éclairage.',
    )
    fill()
    [hit] = search("éclairages").hits
    assert hit.title_html == (
        "&lt;script&gt;alert(1)&lt;&#x2F;script&gt; l’<mark>éclairage</mark> &amp; la nuit"
    )
    assert "<img" not in hit.highlight
    assert "<mark>éclairage</mark>" in hit.highlight


def test_a_passage_of_the_body_is_quoted(server: str) -> None:
    SheetFactory(problem="<p>Les lampadaires du bourg <b>éclairaient</b> des rues vides.</p>")
    fill()
    [hit] = search("lampadaire").hits
    assert hit.title_html == ""
    assert "<mark>lampadaires</mark> du bourg" in hit.highlight


def test_a_synonym_counts_from_the_next_search_on(server: str) -> None:
    sheet = SheetFactory(title="Assistance à maîtrise d’ouvrage")
    fill()
    assert found("AMO") == []
    Synonym.objects.create(locale=sheet.locale, terms="AMO, assistance à maîtrise d’ouvrage")
    assert found("AMO") == [sheet.pk]
    assert found("un AMO") == [sheet.pk]
    assert found("assistance à la maîtrise d’ouvrage") == [sheet.pk]


def test_a_spelling_is_offered_from_what_the_public_may_see(server: str) -> None:
    SheetFactory(title="Covoiturage en montagne")
    hidden = SheetFactory(title="Trottinettes en libre service")
    fill()
    assert search("covoituraje").corrected == "covoiturage"
    assert search("trotinettes").corrected == "trottinettes"
    hidden.unpublish()
    fill()
    assert search("trotinettes").corrected == ""


def test_title_above_summary_above_body_and_phrases_first(server: str) -> None:
    body = SheetFactory(title="A", problem="<p>La chaleur d’un réseau.</p>")
    summary = SheetFactory(title="B", summary="La chaleur d’un réseau de voisins.")
    title = SheetFactory(title="Chaleur : un réseau")
    phrase = SheetFactory(title="Un réseau de chaleur")
    fill()
    assert found("réseau de chaleur") == [page.pk for page in (phrase, title, summary, body)]


def test_what_is_not_of_this_hour_is_nowhere(server: str) -> None:
    now = timezone.now()
    seen = SheetFactory(title="Chaufferie au bois")
    for dates in ({"go_live_at": now + timedelta(days=1)}, {"expire_at": now - timedelta(1)}):
        page = SheetFactory(title="Chaufferie zéphyrienne", themes=[theme("secret")])
        Document.objects.filter(page=page).update(**dates)
    fill()
    answer = search("chaufferie")
    assert [hit.id for hit in answer.hits] == [seen.pk]
    assert answer.total == 1
    values = {value.value for facet in answer.facets for value in facet.values}
    assert "secret" not in values
    labels = [each.label for each in ElasticsearchEngine().suggest("chauff", "fr")]
    assert labels == ["Chaufferie au bois"]


def test_suggestions_are_those_of_the_embedded_engine(server: str) -> None:
    commune(name="Éclaron")
    SheetFactory(title="Moins d’éclairage public à Préfailles", complete=True)
    SheetFactory(title="Éclairer moins, éclairer mieux")
    fill()
    for text in ("écl", "eclair", "public a", "l'ecl", "zzz", "e"):
        mine = ElasticsearchEngine().suggest(text, "fr")
        assert {*mine} == {*DatabaseEngine().suggest(text, "fr")}, text
        assert len(mine) == len({*mine})
    assert ElasticsearchEngine().suggest("écl", "fr")[0].label.startswith("Éclairer")


def test_a_page_beyond_what_can_be_opened_is_empty_and_counts_all(server: str) -> None:
    corpus.make(30)
    fill()
    total = search().total
    answer = search(page=MAX_RESULTS, page_size=10)
    assert answer.hits == ()
    assert answer.total == total
    assert answer.pages == -(-total // 10)


def test_likeness_measures_each_territory_apart(server: str) -> None:
    """The best of a sheet's territories counts, not a mixture of them."""
    own = commune(code="44001", name="Ici", population=1_000, latitude=47.0, longitude=-1.0)
    twin = commune(code="44002", name="Jumelle", population=1_000, latitude=47.1, longitude=-1.0)
    far = commune(code="59001", name="Loin", population=90_000, latitude=50.0, longitude=3.0)
    near_but_large = commune(code="44003", population=90_000, latitude=47.0, longitude=-1.0)
    mixed = SheetFactory(
        title="A",
        sheet_territories=[SheetTerritory(territory=each) for each in (far, near_but_large)],
    )
    alike = SheetFactory(
        title="B", sheet_territories=[SheetTerritory(territory=each) for each in (twin, far)]
    )
    fill()
    query = {"commune": own.code, "area": Area.ANYWHERE, "sort": Sort.LIKENESS}
    assert found(**query) == [alike.pk, mixed.pk]
    reasons = {hit.id: hit.reason for hit in search(**query).hits}
    assert "11\u00a0km" in reasons[alike.pk]
    assert "1\u00a0000\u00a0habitants" in reasons[alike.pk]
    assert Place.objects.count() == 4
    assert places.AROUND == 30
