"""What is counted of a search that found nothing, and what never is."""

import pytest
from django.db import DatabaseError
from django.test import Client

from search.parsing import Question
from search.query import SearchQuery
from search.results import SearchResults
from search.unanswered import counting
from search.unanswered.models import Outcome, SearchDay, State, UnansweredSearch
from search.unanswered.personal import is_program, looks_personal
from tests.factories.experiences import SheetFactory, catalogue, home
from tests.search.pages.conftest import angers, engine, lit, terms  # noqa: F401  (fixtures)
from tests.search.pages.fake import FakeEngine

pytestmark = pytest.mark.django_db
BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture
def visitor() -> Client:
    return Client(headers={"user-agent": BROWSER})


def search(client: Client, string: str, path: str = "/recherche/"):
    response = client.get(f"{path}?{string}")
    assert response.status_code == 200
    return response


def counted() -> dict[str, int]:
    return {str(day.search): day.times for day in SearchDay.objects.select_related("search")}


def test_what_finds_nothing_is_counted_in_any_spelling(visitor, lit) -> None:  # noqa: F811
    for typed in ("Chaufferie  bois", "chaufferie bois", "CHAUFFERIE+BOIS", "chaufferie bôis"):
        search(visitor, f"q={typed}")
    assert counted() == {"Chaufferie bois": 4}
    [row] = UnansweredSearch.objects.all()
    assert (row.outcome, row.state, row.locale) == (Outcome.NOTHING, State.OPEN, "fr")


def test_what_is_answered_or_only_mistyped_is_not(visitor, lit: FakeEngine) -> None:  # noqa: F811
    lit.corrected = {"eclairaje": "éclairage"}
    for string in ("q=public", "q=eclairaje", "", "q=public&type=experience"):
        search(visitor, string)
    assert counted() == {}


def test_very_little_counts_for_words_alone(visitor, lit) -> None:  # noqa: F811
    search(visitor, "q=dossier")
    search(visitor, "q=dossier&theme=mobilite")
    search(visitor, "theme=mobilite")
    [row] = UnansweredSearch.objects.all()
    assert (row.text, row.outcome) == ("dossier", Outcome.FEW)


def test_filters_are_told_in_words_and_part_searches(visitor, lit, angers) -> None:  # noqa: F811
    search(visitor, "q=bois")
    search(visitor, "q=bois&theme=mobilite&tri=date")
    search(visitor, "theme=mobilite&q=Bois")
    search(visitor, "q=bois&commune=49007&perimetre=autour")
    rows = UnansweredSearch.objects.order_by("pk").values_list("filters", "filters_text")
    assert [filters for filters, _named in rows] == [
        "",
        "theme=mobilite",
        "commune=49007&perimetre=autour",
    ]
    assert [bool(named) for _filters, named in rows] == [False, True, True]
    assert "Angers" in rows[2][1]
    assert SearchDay.objects.get(search__filters="theme=mobilite").times == 2


def test_a_catalogue_counts_with_its_kind(visitor, lit: FakeEngine) -> None:  # noqa: F811
    page = catalogue("ressource")
    search(visitor, "q=bois", page.url)
    assert UnansweredSearch.objects.get().filters == "type=ressource"


def test_each_language_counts_for_itself(visitor, lit) -> None:  # noqa: F811
    home()
    search(visitor, "q=bois")
    search(visitor, "q=bois", "/en/recherche/")
    assert sorted(UnansweredSearch.objects.values_list("locale", flat=True)) == ["en", "fr"]


def test_a_new_day_is_a_new_count(visitor, lit, time_machine) -> None:  # noqa: F811
    time_machine.move_to("2026-11-25 23:59+01:00")
    search(visitor, "q=bois")
    time_machine.move_to("2026-11-26 00:01+01:00")
    search(visitor, "q=bois")
    assert [day.isoformat() for day in SearchDay.objects.values_list("day", flat=True)] == [
        "2026-11-25",
        "2026-11-26",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "secretariat@mairie-oeuilly.fr",
        "maire @mairie@x",
        "écrire à jean.dupont@example.org",
        "03 26 58 00 00",
        "0326580000",
        "+33 3 26 58 00 00",
        "(0)3.26.58.00.00",
        "FR76 3000 6000 0112 3456 7890 189",
        "fr7630006000011234567890189",
        "1 85 05 78 006 084 36",
        "80295478500028",
    ],
)
def test_texts_that_look_personal_are_not_kept(visitor, lit, text) -> None:  # noqa: F811
    assert looks_personal(text)
    response = visitor.get("/recherche/", {"q": text})
    assert response.status_code == 200
    assert not UnansweredSearch.objects.exists()


@pytest.mark.parametrize(
    "text",
    ["éclairage public 2024", "51480", "49007 led", "RE2020", "article L. 2224-31", "20-20-20",
     "loi 3DS", "plan 2020-2026", "5 000 habitants", "LED 35 W 230 V"],
)  # fmt: skip
def test_codes_years_and_figures_are_not_personal(text) -> None:
    assert not looks_personal(text)


@pytest.mark.parametrize(
    "agent",
    [
        "",
        "Googlebot/2.1 (+http://www.google.com/bot.html)",
        "Mozilla/5.0 (compatible; bingbot/2.0)",
        "curl/8.5.0",
        "python-requests/2.32",
        "Mozilla/5.0 HeadlessChrome/120.0",
        "facebookexternalhit/1.1 LinkPreview",
    ],
)
def test_programs_are_not_counted(lit, agent) -> None:  # noqa: F811
    assert is_program(agent)
    search(Client(headers={"user-agent": agent}), "q=bois")
    assert not UnansweredSearch.objects.exists()


def test_a_browser_is_no_program() -> None:
    assert not is_program(BROWSER)
    assert not is_program(
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 "
        "(KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1"
    )


def test_nothing_of_the_visitor_is_kept(visitor, lit) -> None:  # noqa: F811
    visitor.get(
        "/recherche/?q=bois", REMOTE_ADDR="203.0.113.9", headers={"referer": "https://x.y/"}
    )
    kept = str(list(UnansweredSearch.objects.values())) + str(list(SearchDay.objects.values()))
    for trace in ("203.0.113", "Mozilla", "Firefox", "x.y"):
        assert trace not in kept


def test_a_page_stays_public_without_cookie(visitor, lit) -> None:  # noqa: F811
    response = search(visitor, "q=bois")
    assert "public" in response["Cache-Control"]
    assert not response.cookies


def test_a_head_request_counts_nothing(visitor, lit) -> None:  # noqa: F811
    visitor.head("/recherche/?q=bois")
    assert counted() == {}


def test_data_and_suggestions_count_nothing(visitor, lit) -> None:  # noqa: F811
    for path in ("/recherche.json", "/recherche.csv", "/recherche/suggestions.json"):
        search(visitor, "q=bois", path)
    assert counted() == {}


def test_while_another_engine_answers_nothing_is_counted(visitor, lit) -> None:  # noqa: F811
    lit.degraded = True
    search(visitor, "q=bois")
    assert counted() == {}


def test_an_error_of_the_database_is_logged_and_the_page_goes_on(
    visitor,
    lit,  # noqa: F811
    monkeypatch,
    caplog,
) -> None:
    def fail(*args):
        raise DatabaseError("disque plein")

    monkeypatch.setattr(counting, "_once_more", fail)
    assert 'class="empty"' in search(visitor, "q=bois").content.decode()
    assert "was not counted" in caplog.text


def test_the_list_cannot_be_filled_without_end(visitor, lit, monkeypatch) -> None:  # noqa: F811
    monkeypatch.setattr(counting, "MOST_A_DAY", 3)
    for number in range(6):
        search(visitor, f"q=mot{number}")
    search(visitor, "q=mot0")
    assert len(counted()) == 3
    assert counted()["mot0"] == 2


@pytest.mark.parametrize("text", ["é" * 500, "ﬃ" * 200, "\0", "%", "' OR 1=1 --", "𝞐" * 200])
def test_any_text_is_cut_and_kept_as_text(visitor, lit, text) -> None:  # noqa: F811
    assert visitor.get("/recherche/", {"q": text}).status_code == 200
    for row in UnansweredSearch.objects.all():
        assert len(row.text) <= 200
        assert len(row.words) <= 200
        row.full_clean()


def test_counting_costs_one_statement(visitor, lit, rf, django_assert_num_queries) -> None:  # noqa: F811
    request = rf.get("/", headers={"user-agent": BROWSER})
    nothing = SearchResults((), 0, (), 1, 0, "fake")
    question = Question(SearchQuery(text="bois"))
    counting.count_unanswered(request, question, nothing)
    with django_assert_num_queries(3):  # one, between a savepoint and its release
        counting.count_unanswered(request, question, nothing)
    answered = SearchResults((), 12, (), 1, 2, "fake")
    with django_assert_num_queries(0):
        counting.count_unanswered(request, question, answered)


def test_with_the_real_engine_too(visitor) -> None:
    SheetFactory(title="Une chaufferie au bois")
    SheetFactory(title="Une autre chaufferie")
    SheetFactory(title="Une chaufferie à granulés")
    search(visitor, "q=chaufferie")
    search(visitor, "q=licorne")
    search(visitor, "q=granulés")
    assert counted() == {"licorne": 1, "granulés": 1}
