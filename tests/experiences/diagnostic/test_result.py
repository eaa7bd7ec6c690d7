"""The result of some answers: in words, drawn, as a table; who may read it."""

from fractions import Fraction

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from experiences.diagnostic.models import Respondent
from experiences.diagnostic.result import result_of
from tests.experiences.diagnostic.test_advice import advice
from tests.experiences.diagnostic.test_comparison import finished, town
from tests.factories.diagnostic import (
    ALL_WEAK,
    ALL_WELL,
    NOT_OURS,
    NOTHING_KNOWN,
    USUAL,
    EditionFactory,
    RespondentFactory,
    RoundFactory,
    keys,
)
from tests.factories.experiences import ResourceFactory, SheetFactory, theme
from tests.factories.members import UserFactory
from tests.factories.organisations import OrganisationFactory
from tests.factories.territories import CommuneFactory

pytestmark = pytest.mark.django_db

# The answers, rules, links of the actions and three questions to the search; bands are kept. One
# more where aids are about what is weak: which of them the territory may ask for.
QUERIES = 16


def page_of(respondent: Respondent) -> str:
    return reverse("diagnostic:result", args=[respondent.token])


def titles(areas) -> list[str]:
    return [area.section.title for area in areas]


def test_areas_are_strong_weak_or_between() -> None:
    found = result_of(RespondentFactory(), "fr")
    assert titles(found.strong) == ["Services et démarches", "Portage et stratégie"]
    assert titles(found.weak) == ["Données et souveraineté", "Réseaux et sobriété"]
    assert titles(found.between) == [
        "Habitants et inclusion",
        "Sécurité, moyens et coopération",
    ]


def test_what_nobody_knows_and_what_is_not_ours_are_neither_strong_nor_weak() -> None:
    answers = {**NOTHING_KNOWN, "demarches": NOT_OURS}
    found = result_of(RespondentFactory(answers=answers), "fr")
    assert titles(found.not_ours) == ["Services et démarches"]
    assert len(found.unknown) == 5
    assert not found.is_known


def test_the_questions_that_weigh_most_are_told_first() -> None:
    weak = result_of(RespondentFactory(), "fr").weak
    assert [(reason.question.key, reason.said) for reason in weak[0].reasons] == [
        ("open-data", "Non")
    ]


def test_the_page_says_it_in_words_first(client) -> None:
    found = client.get(page_of(RespondentFactory())).content.decode()
    strong = "Vos points forts\u00a0: Services et démarches et Portage et stratégie."
    weak = "Vos points faibles\u00a0: Données et souveraineté et Réseaux et sobriété."
    assert found.index(strong) < found.index(weak) < found.index('<svg class="radar"')


def test_the_drawing_and_its_table_say_the_same(client) -> None:
    found = client.get(page_of(RespondentFactory())).content.decode()
    assert found.count('class="axis"') == 6
    assert 'role="img" aria-labelledby="radar-titre radar-texte"' in found
    assert "style=" not in found


def test_what_is_not_known_is_left_open(client) -> None:
    answers = {**USUAL, "demarches": {"without": "unknown"}}
    found = client.get(page_of(RespondentFactory(answers=answers))).content.decode()
    assert found.count("axis--open") == 1


def test_what_is_too_little_known_has_no_score_in_the_table_either(client) -> None:
    # One of two of the same weight: enough. Then the other way round, one of three: too little.
    edition = EditionFactory()
    edition.content["fr"]["sections"][5]["questions"][1]["weight"] = 2
    edition.save()
    answers = {**USUAL, "transversalite": {"without": "unknown"}}
    respondent = RespondentFactory(round__edition=edition, answers=answers)
    found = client.get(page_of(respondent)).content.decode()
    assert found.count("axis--open") == 1
    assert found.count("non connu") == 2  # in the description of the drawing, and in the table


@pytest.mark.parametrize("answers", [{}, NOTHING_KNOWN, ALL_WELL, {"portage-elu": keys("non")}])
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_every_state_has_its_page(client, answers, prefix) -> None:
    respondent = RespondentFactory(answers=answers)
    assert client.get(prefix + page_of(respondent)).status_code == 200


def test_in_english_sections_are_english(client) -> None:
    respondent = RespondentFactory()
    found = client.get("/en" + page_of(respondent)).content.decode()
    assert "Networks and sobriety" in found
    assert "Réseaux et sobriété" not in found


def test_an_edition_without_translation_is_told_in_french(client) -> None:
    respondent = RespondentFactory(round__edition=EditionFactory(french=True))
    assert "Réseaux et sobriété" in client.get("/en" + page_of(respondent)).content.decode()


def test_an_unknown_link_opens_nothing(client) -> None:
    assert client.get(reverse("diagnostic:result", args=["x" * 43])).status_code == 404


@pytest.mark.parametrize("name", ["result", "csv"])
def test_a_members_answers_are_theirs_alone(client, name) -> None:
    member, other = UserFactory(), UserFactory()
    respondent = RespondentFactory(round__organisation=OrganisationFactory(), member=member)
    address = reverse(f"diagnostic:{name}", args=[respondent.token])
    assert client.get(address).status_code == 404
    client.force_login(other)
    assert client.get(address).status_code == 404
    client.force_login(member)
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("name", ["result", "csv"])
def test_secret_pages_are_kept_and_listed_nowhere(client, name) -> None:
    found = client.get(reverse(f"diagnostic:{name}", args=[RespondentFactory().token]))
    assert "no-store" in found["Cache-Control"]
    assert "noindex" in found["X-Robots-Tag"]
    assert found["Referrer-Policy"] in ("same-origin", "no-referrer")


def test_the_table_opens_in_a_spreadsheet_and_runs_nothing(client) -> None:
    edition = EditionFactory()
    section = edition.content["fr"]["sections"][0]
    section["title"], section["questions"][0]["text"] = '=HYPERLINK("x")', "@SUM(A1)"
    edition.save()
    commune = CommuneFactory(code="35360", name="-Vitré")
    respondent = RespondentFactory(round=RoundFactory(edition=edition, territory=commune))
    text = client.get(reverse("diagnostic:csv", args=[respondent.token])).content.decode()
    assert text.startswith("\ufeff")
    lines = text.splitlines()
    assert all(line.startswith("'-Vitré") or ";" in line for line in lines)
    assert "'=HYPERLINK" in text and "'@SUM" in text
    assert len(lines) == 1 + 6 + 9


def test_a_hostile_name_is_only_text(client) -> None:
    commune = CommuneFactory(code="35360", name="<script>alert(1)</script>")
    respondent = RespondentFactory(round=RoundFactory(territory=commune))
    assert "<script>alert" not in client.get(page_of(respondent)).content.decode()


def test_the_share_is_exact() -> None:
    areas = result_of(RespondentFactory(), "fr").areas
    assert areas[3].score.reached == Fraction(1, 4)


@pytest.mark.parametrize("answers", [USUAL, ALL_WEAK])
def test_the_page_costs_the_same_however_much_is_weak(
    client, answers, django_assert_num_queries
) -> None:
    for key in ("donnees", "reseaux", "habitants", "services"):
        advice(section=key, hours=1, page=SheetFactory(themes=[theme(key)]))
    edition = EditionFactory()
    for number in range(12):
        finished(town(number), edition)
    respondent = RespondentFactory(round__edition=edition, answers=answers)
    client.get(page_of(respondent))
    with django_assert_num_queries(QUERIES):
        client.get(page_of(respondent))


def test_the_page_stays_small_where_all_is_weak(client) -> None:
    for key in (
        "strategie-territoriale",
        "donnees",
        "energie-environnement",
        "services-numeriques",
    ):
        for _ in range(4):
            SheetFactory(themes=[theme(key)])
            ResourceFactory(themes=[theme(key)])
    for key in ("donnees", "reseaux", "habitants", "services"):
        advice(section=key, hours=1)
    found = client.get(page_of(RespondentFactory(answers=ALL_WEAK))).content.decode()
    assert len(BeautifulSoup(found, "html.parser").find_all()) <= 600
