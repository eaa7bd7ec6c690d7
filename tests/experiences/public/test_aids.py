"""The page of an aid: its five answers, whether it concerns a town, and what machines are told."""

import json
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from experiences.models import AidPage
from tests.factories.experiences import AidFactory, DossierFactory
from tests.factories.members import UserFactory
from tests.factories.organisations import MembershipFactory, OrganisationFactory
from tests.factories.territories import CommuneFactory, EpciFactory, RegionFactory

pytestmark = pytest.mark.django_db
ONCE, YEARLY = AidPage.Recurrence.ONCE, AidPage.Recurrence.YEARLY


@pytest.fixture(autouse=True)
def march(time_machine):
    time_machine.move_to("2027-03-01 10:00:00+01:00")


def words(page) -> str:
    return page.get_text(" ", strip=True).replace("\xa0", " ")


def fact(page, position: int) -> str:
    return words(page.select(".facts > div")[position])


def verdict(page) -> str:
    return words(page.find(id="pour-vous").find_parent("section"))


def test_the_first_screen_answers_who_whom_how_much_until_when_and_where(read) -> None:
    aid = AidFactory(
        issuer="Région Bourgogne-Franche-Comté",
        level="regional",
        population_max=3_500,
        places=[RegionFactory(code="27", name="Bourgogne-Franche-Comté")],
        amount_max=Decimal(50_000),
        share_percent=80,
        recurrence=YEARLY,
        closes_on=date(2027, 3, 13),
        link="https://www.bourgognefranchecomte.fr/aides?a=1&b=2",
        contact="Direction du numérique",
    )
    page = read(aid)
    assert fact(page, 0) == "Qui paie Région Bourgogne-Franche-Comté Régional"
    assert (
        fact(page, 1)
        == "Pour qui Communes et intercommunalités 3 500 habitants au plus. Bourgogne-Franche-Comté"
    )
    assert "3 500 habitants au plus" in words(page.find(id="qui").find_parent("section"))
    assert fact(page, 2) == "Combien Jusqu’à 50 000 € 80 % du coût au plus"
    assert "Jusqu’au 13 mars 2027 12 jours restants, revient chaque année" in fact(page, 3)
    assert fact(page, 4) == "Où la demander Direction du numérique bourgognefranchecomte.fr"
    button = page.select_one("a.btn[rel=external]")
    assert button["href"] == aid.link
    assert "bourgognefranchecomte.fr" in button.text


def test_what_is_not_known_says_so(read) -> None:
    aid = AidFactory(issuer="", recurrence=ONCE)
    page = read(aid)
    assert len(page.select(".facts dd.muted")) == 4
    assert "Dates à vérifier" in fact(page, 3)
    assert page.select_one("a.btn[rel=external]") is None


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "Toute l’année"),
        ({"opens_on": date(2027, 4, 1)}, "À partir du 1er avril 2027"),
        ({"recurrence": ONCE, "closes_on": date(2027, 3, 1)}, "Aujourd’hui est le dernier jour"),
        ({"recurrence": ONCE, "closes_on": date(2027, 3, 2)}, "1 jour restant"),
        ({"recurrence": ONCE, "closes_on": date(2027, 3, 31)}, "30 jours restants"),
        ({"recurrence": YEARLY, "contact": "la préfecture"}, "Revient chaque année, à vérifier"),
        ({"recurrence": ONCE, "opens_on": date(2027, 2, 1)}, "Commencé le 1er février 2027"),
    ],
)
def test_until_when_is_told_in_words(read, fields, said) -> None:
    assert said in fact(read(AidFactory(**fields)), 3)


def test_days_are_not_counted_from_afar(read) -> None:
    far = read(AidFactory(recurrence=ONCE, closes_on=date(2027, 4, 1)))
    assert "restants" not in fact(far, 3)


def test_what_is_over_says_so_first_and_leads_to_what_is_open(read) -> None:
    page = read(AidFactory(recurrence=YEARLY, closes_on=date(2027, 2, 28)))
    notice = page.select_one("header .alert")
    assert "Terminé depuis le 28 février 2027 ; revient chaque année." in words(notice)
    assert notice.a["href"] == "/recherche/?type=aide&dates=ouvert"
    assert notice.find_next("h1")
    assert not read(AidFactory()).select("header .alert")


def test_a_long_note_about_the_amount_stands_whole_further_down(read) -> None:
    note = "Le montant dépend du nombre d’habitants, des recettes et de la longueur des voies"
    page = read(AidFactory(amount_note=note, date_note="Lancé en mars."))
    assert "…" in fact(page, 2)
    assert note in words(page.find(id="qui").find_parent("section"))
    assert "Lancé en mars." in words(page.find(id="qui").find_parent("section"))


def test_without_a_town_the_page_asks_which(read) -> None:
    aid = AidFactory()
    form = read(aid).find(id="pour-vous").find_parent("section").form
    assert form["action"] == aid.get_url()
    assert form.select_one('input[name="territoire_nom"]')


def test_a_town_reads_whether_it_may_ask_and_why(read) -> None:
    CommuneFactory()
    CommuneFactory(unknown_population=True)
    EpciFactory()
    aid = AidFactory(population_max=8_091)
    no = verdict(read(f"{aid.get_url()}?territoire=38486"))
    assert "Elle n’est pas pour vous" in no
    assert "Seyssins compte 8 092 habitants" in no
    assert "On ne peut pas le dire" in verdict(read(f"{aid.get_url()}?territoire=98411"))
    yes = verdict(read(f"{AidFactory().get_url()}?territoire=200040715"))
    assert "Vous pouvez la demander" in yes


def test_nobody_may_ask_any_more_for_what_is_over(read) -> None:
    CommuneFactory()
    aid = AidFactory(recurrence=ONCE, closes_on=date(2027, 2, 1))
    assert "Vous pouviez la demander" in verdict(read(f"{aid.get_url()}?territoire=38486"))


def test_a_member_is_answered_for_the_own_town_and_may_ask_for_another(client, read) -> None:
    member = UserFactory()
    MembershipFactory(member=member, organisation=OrganisationFactory())
    CommuneFactory(homonym=True)
    CommuneFactory(overseas=True)
    client.force_login(member)
    aid = AidFactory()
    page = read(aid)
    assert "Seyssins" in verdict(page)
    fold = page.select_one("details.fold")
    assert not fold.has_attr("open")
    assert fold.select_one("input[name=territoire_nom]")
    again = read(f"{aid.get_url()}?territoire_nom=Saint-Denis").find(id="pour-vous").parent
    assert f"{aid.get_url()}?territoire=97411" in [a["href"] for a in again.select("a")]


def test_a_name_that_one_town_bears_is_answered_at_once(read) -> None:
    CommuneFactory()
    page = read(f"{AidFactory(population_max=8_091).get_url()}?territoire_nom=seyssins")
    assert "Elle n’est pas pour vous" in verdict(page)


@pytest.mark.parametrize("code", ["99999", "x", "38486' OR 1=1", "%00", "1" * 5_000])
def test_a_code_of_no_town_says_so(client, code: str) -> None:
    response = client.get(AidFactory().get_url(), {"territoire": code})
    assert response.status_code == 200
    assert "Aucune commune ni aucun EPCI n’a ce code." in response.content.decode()


def test_the_town_is_in_no_address_that_machines_keep(read) -> None:
    CommuneFactory()
    aid = AidFactory()
    page = read(f"{aid.get_url()}?territoire=38486")
    assert page.select_one("link[rel=canonical]")["href"].endswith(aid.get_url())


def test_a_dossier_and_an_aid_name_each_other(read) -> None:
    aid = AidFactory(issuer="État")
    dossier = DossierFactory(pages=[aid], chapters=[])
    assert read(aid).select_one("#a-dos").find_parent("section").a["href"] == dossier.get_url()
    line = read(dossier).find(id="aides").find_parent("section").li
    assert words(line) == f"{aid.title} État · toute l’année"


def test_machines_are_told_of_a_public_service(read) -> None:
    aid = AidFactory(
        places=[RegionFactory()], closes_on=date(2027, 6, 1), recurrence=ONCE, contact="Guichet"
    )
    graph = json.loads(read(aid).select_one('script[type="application/ld+json"]').string)["@graph"]
    [service] = [node for node in graph if node["@type"] == "GovernmentService"]
    assert service["provider"]["name"] == "État"
    assert service["areaServed"][0]["name"] == "Auvergne-Rhône-Alpes"
    assert service["offers"]["availabilityEnds"] == "2027-06-01"
    [page] = [node for node in graph if node["@type"] == "WebPage"]
    assert page["mainEntity"] == {"@id": service["@id"]}
    alone = AidFactory(issuer="")
    text = read(alone).select_one('script[type="application/ld+json"]').string
    assert "provider" not in text
    assert '"France"' in text


def test_a_script_is_no_address(read) -> None:
    aid = AidFactory()
    AidPage.objects.filter(pk=aid.pk).update(link="javascript:alert(1)")
    page = str(read(aid))
    assert "javascript:" not in page


def test_hostile_words_stay_words(client) -> None:
    hostile = '"><script>alert(1)</script>'
    aid = AidFactory(issuer=hostile, contact=hostile, who_note=hostile, amount_note=hostile)
    assert "<script>alert" not in client.get(aid.get_url()).content.decode()


def test_a_town_costs_the_same_however_many_places_an_aid_has(client) -> None:
    CommuneFactory()
    few = AidFactory(places=[RegionFactory()])
    many = AidFactory(
        places=[
            RegionFactory(),
            *(RegionFactory(code=f"9{n}", name=f"Région {n}") for n in range(8)),
        ]
    )
    counts = []
    for aid in (few, many):
        address = f"{aid.get_url()}?territoire=38486"
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        counts.append(len(captured))
    assert counts[0] == counts[1]
