"""The search page over HTTP: what it shows of a question and its answer."""

import re
from dataclasses import replace

import pytest
from django.test import Client

from search import results
from search.presentation.hits import Names, hit_views
from search.results import Hit
from territories.models import Territory
from tests.search.pages.fake import FakeDocument, FakeEngine
from ui.typography import inhabitants

pytestmark = pytest.mark.django_db


def page(client: Client, string: str = "") -> str:
    response = client.get(f"/recherche/?{string}")
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_results_show_kind_title_place_population_and_themes(
    client: Client, lit: FakeEngine
) -> None:
    lit.documents = [
        FakeDocument(
            "Angers : partir des usages",
            {
                "theme": ("energie-et-environnement", "eclairage-public"),
                "type": ("experience",),
                "departement": ("49",),
            },
            data={
                "sizes": ["100000-et-plus"],
                "territories": [
                    {"kind": "epci", "code": "1", "name": "Angers Loire", "population": 12_400}
                ],
            },
        )
    ]
    html = page(client)
    assert 'href="/experiences/1/"' in html
    assert "Angers Loire, 49" in html
    assert "12 400" in html
    assert "<li>Éclairage public</li>" in html
    # A theme is not named beside its own sub-theme.
    assert "<li>Énergie et environnement</li>" not in html
    assert "#s-metropole" in html


def test_an_unknown_population_is_not_small(client: Client, lit: FakeEngine) -> None:
    place = {"kind": "commune", "code": "1", "name": "L’Haÿ-les-Roses", "population": None}
    lit.documents = [FakeDocument("Une fiche", data={"territories": [place], "sizes": []})]
    html = page(client)
    assert "L’Haÿ-les-Roses</li>" in html
    assert "#s-hameau" not in html.split('class="results"')[1]


def test_what_the_reason_says_is_not_said_twice() -> None:
    place = {"kind": "commune", "code": "1", "name": "Œuilly", "population": 564}
    hit = Hit(
        id=1,
        url="/",
        kind="experience",
        title="",
        summary="",
        title_html="",
        highlight="",
        date=None,
        data={"territories": [place], "departements": []},
    )
    names = Names({}, {})
    assert len(hit_views((hit,), names)[0].meta) == 2
    near = replace(hit, reason=f"11 km, {inhabitants(564)}")
    assert hit_views((near,), names)[0].meta == ("Œuilly",)


def test_a_theme_and_a_pillar_are_told_apart(client: Client, lit: FakeEngine) -> None:
    lit.documents = [
        FakeDocument("Eau", {"type": ("theme",)}, data={"subject": "theme"}),
        FakeDocument("Réseaux", {"type": ("theme",)}, data={"subject": "pilier"}),
    ]
    results = page(client).split('class="results"')[1]
    assert re.findall(r'class="kind">.*?</svg>(\w+)', results) == ["Thème", "Pilier"]


def test_the_title_says_question_count_and_page(client: Client, lit: FakeEngine) -> None:
    title = re.search("<title>(.*?)</title>", page(client, "q=éclairage&page=2"))
    assert title
    for part in ("éclairage", "25", "2", "3"):
        assert part in title[1]


def test_the_first_page_links_to_the_next_and_the_second_back(
    client: Client, lit: FakeEngine
) -> None:
    first = page(client, "q=éclairage")
    assert 'rel="next" href="/recherche/?q=%C3%A9clairage&amp;page=2"' in first
    assert 'rel="prev"' not in first
    second = page(client, "q=éclairage&page=2")
    assert 'rel="prev" href="/recherche/?q=%C3%A9clairage"' in second


def test_a_page_beyond_the_end_is_the_last_one(client: Client, lit: FakeEngine) -> None:
    html = page(client, "q=éclairage&page=99")
    assert 'aria-current="page"><span class="vh">' in html
    assert "Éclairage public 25" in html
    assert "99" in html.split('data-part="hints"')[1].split("data-part")[0]


def test_whoever_pages_to_the_bound_is_told_to_narrow(
    client: Client, lit: FakeEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(results, "MAX_RESULTS", 20)
    for asked in ("q=éclairage&page=2", "q=éclairage&page=9999"):
        html = page(client, asked)
        assert "Éclairage public 20" in html
        assert "Éclairage public 21" not in html
        assert 'rel="next"' not in html
        assert "25" in html
        assert "Ajoutez un mot ou cochez un filtre" in html
    assert "Ajoutez un mot" not in page(client, "q=éclairage")


def test_facets_show_counts_and_keep_what_is_ticked(client: Client, lit: FakeEngine) -> None:
    html = page(client, "theme=eclairage-public&taille=moins-de-3500&type=dossier")
    assert re.search(r'name="theme" value="eclairage-public" checked', html)
    # Ticked and without result: still there, at zero.
    assert re.search(r'value="moins-de-3500" checked ?>.*?class="n">0<', html)
    # Counts omit the facet's own selection.
    assert re.search(r'name="type" value="experience" ?>.*?class="n">13<', html)


def test_sub_themes_stand_under_their_theme_once_it_is_ticked(
    client: Client, lit: FakeEngine
) -> None:
    lit.documents = [FakeDocument("Une fiche", {"theme": ("eau",)})]
    assert "facet__under" not in page(client)


def test_each_filter_can_be_removed_and_all_of_them(client: Client, lit: FakeEngine) -> None:
    html = page(client, "q=public&theme=eclairage-public&taille=moins-de-3500")
    assert 'class="chip" href="/recherche/?q=public&amp;taille=moins-de-3500"' in html
    assert 'class="chip" href="/recherche/?q=public&amp;theme=eclairage-public"' in html
    assert 'class="clear" href="/recherche/?q=public"' in html


def test_a_long_facet_is_short_until_the_whole_is_asked_for(
    client: Client, lit: FakeEngine
) -> None:
    short = page(client)
    assert short.count('name="annee"') == 4
    assert 'href="/recherche/?voir=annee#facette-annee"' in short
    whole = page(client, "voir=annee")
    assert whole.count('name="annee"') == 25
    ticked = page(client, "annee=2025")
    assert re.search(r'name="annee" value="2025" checked', ticked)


@pytest.mark.parametrize("string", ["q=led", "theme=eclairage-public", "tri=date", "page=2&q=é"])
def test_web_search_engines_list_no_page_of_results(
    client: Client, lit: FakeEngine, string: str
) -> None:
    assert '<meta name="robots" content="noindex, follow">' in page(client, string)
    assert "noindex" not in page(client)


def test_the_canonical_address_is_absolute_and_in_order(client: Client, lit: FakeEngine) -> None:
    html = page(client, "type=dossier&theme=mobilite&perimetre=&lieu=&q=")
    assert (
        '<link rel="canonical" href="http://testserver/recherche/?theme=mobilite&amp;type=dossier">'
        in html
    )


def test_unknown_values_are_told(client: Client, lit: FakeEngine) -> None:
    assert "&lt;b&gt;licornes" in page(client, "theme=<b>licornes")


def test_what_is_typed_is_escaped(client: Client, lit: FakeEngine) -> None:
    html = page(client, "q=<script>alert(1)</script>&theme=<script>&lieu=<script>&voir=<script>")
    assert "<script>alert" not in html
    assert "&lt;script&gt;" in html


def test_an_order_by_commune_asks_for_one(client: Client, lit: FakeEngine) -> None:
    html = page(client, "q=led&theme=mobilite&tri=proximite")
    form = html.split('data-part="hints"')[1].split("</form>")[0]
    for field in ('name="q" value="led"', 'name="theme" value="mobilite"', 'name="lieu"'):
        assert field in form
    assert 'name="tri" value="proximite"' in form


def test_the_usual_engine_being_away_is_told(client: Client, lit: FakeEngine) -> None:
    assert "alert--warm" not in page(client)
    lit.degraded = True
    assert "alert--warm" in page(client)


def test_the_same_results_are_offered_as_data(client: Client, lit: FakeEngine) -> None:
    html = page(client, "q=public&theme=eclairage-public")
    assert "/recherche.csv?q=public&amp;theme=eclairage-public" in html
    assert "/recherche.json?q=public&amp;theme=eclairage-public" in html


def test_an_english_visitor_asks_in_english(client: Client, lit: FakeEngine) -> None:
    assert client.get("/en/recherche/").status_code == 200
    assert lit.asked[-1].locale == "en"


@pytest.mark.parametrize("count", [5, 50])
def test_queries_do_not_grow_with_results(
    client: Client, lit: FakeEngine, angers: Territory, count: int, django_assert_num_queries
) -> None:
    place = {"kind": "commune", "code": "49007", "name": "Angers", "population": 159_022}
    lit.documents = [
        FakeDocument(
            f"Éclairage {number}",
            {"theme": ("eclairage-public",), "departement": ("49",)},
            data={"territories": [place], "sizes": ["100000-et-plus"]},
        )
        for number in range(count)
    ]
    string = (
        "/recherche/?q=éclairage&theme=eclairage-public&departement=49"
        "&commune=49007&perimetre=partout"
    )
    client.get(string)
    # Département and commune of the address; site, restrictions and menu of the frame.
    with django_assert_num_queries(3):
        client.get(string)


def test_no_cookie_and_no_second_body_for_the_same_page(client: Client, lit: FakeEngine) -> None:
    first = client.get("/recherche/?q=public")
    assert not first.cookies
    assert "public" in first["Cache-Control"]
    again = client.get("/recherche/?q=public", headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_a_member_s_page_stays_out_of_shared_caches(
    client: Client, lit: FakeEngine, django_user_model
) -> None:
    client.force_login(
        django_user_model.objects.create_user("a@example.org", "x", display_name="A")
    )
    assert "private" in client.get("/recherche/")["Cache-Control"]


def test_only_reading_is_allowed(client: Client, lit: FakeEngine) -> None:
    assert client.post("/recherche/").status_code == 405
    assert client.head("/recherche/").status_code == 200


def test_a_spelling_is_offered_above_what_the_other_words_find(
    client: Client, lit: FakeEngine
) -> None:
    lit.documents = [FakeDocument("Rénover l’éclairaje")]
    lit.corrected = {"éclairaje": "éclairage"}
    html = page(client, "q=éclairaje&theme=&page=1")
    assert 'href="/recherche/?q=%C3%A9clairage"' in html.split("Résultats</h2>")[0]
    assert "Vouliez-vous" not in page(client, "q=rénover")
