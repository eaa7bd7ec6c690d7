"""The page of a town: what was done there, around and in towns like it; who sees what of it."""

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction

from experiences.models import ContentPage, SheetTerritory
from experiences.stages import Stage
from home.territory.entries import SHOWN
from members.organisations.models import Organisation
from territories.models import Territory
from tests.community.test_matrix import ROLES
from tests.factories.community import CategoryFactory, TopicFactory
from tests.factories.experiences import AidFactory, EventFactory, SheetFactory, home
from tests.factories.library import SharedDocumentFactory
from tests.factories.members import UserFactory
from tests.factories.organisations import MembershipFactory, ProfileFactory
from tests.factories.territories import CommuneFactory, EpciFactory

pytestmark = pytest.mark.django_db
WORDS = "Xylophonie"


@pytest.fixture
def town() -> Territory:
    home()
    return CommuneFactory()


def near(code: str = "38281", name: str = "Noyarey", **fields) -> Territory:
    """A commune some 12 km from Seyssins."""
    place = {"population": 2_200, "latitude": 45.2447, "longitude": 5.6314, **fields}
    return CommuneFactory(code=code, name=name, **place)


def far(code: str = "35360", name: str = "Vitré", **fields) -> Territory:
    """A commune of about as many inhabitants, at the other end of the country."""
    place = {"population": 8_500, "latitude": 48.12, "longitude": -1.21, "epci": None, **fields}
    return CommuneFactory(code=code, name=name, **place)


def sheet(*places: Territory, **fields):
    rows = [SheetTerritory(territory=place) for place in places]
    return SheetFactory(sheet_territories=rows, **fields)


def topic(place: Territory, **fields):
    member = MembershipFactory(organisation__territory=place, organisation__name=place.name).member
    return TopicFactory(poster=member, **fields)


def section(page, id_: str) -> str:
    """The words of a section; empty where it is not there."""
    heading = page.find(id=id_)
    return " ".join(heading.parent.get_text(" ").split()) if heading else ""


def test_a_page_tells_what_the_town_is(town: Territory, read) -> None:
    page = read(town.get_absolute_url())
    assert page.h1.get_text() == "Seyssins"
    facts = page.find("dl", class_="facts").get_text(" ")
    assert "8\xa0092\xa0habitants" in facts
    assert "3 500 à 19 999" in facts.replace("\xa0", " ")
    assert "Isère" in facts
    assert "Auvergne-Rhône-Alpes" in facts
    assert page.find("a", href="/territoires/grenoble-alpes-metropole-200040715/")
    assert page.find("svg", class_="map")


def test_nothing_published_is_a_page_that_leads_on(town: Territory, read) -> None:
    home().add_child(instance=ContentPage(title="Contribuer", slug="contribuer", summary="Ici."))
    page = read(town.get_absolute_url())
    assert "Aucune fiche" in section(page, "rien")
    for address in ("/contribuer/", "/communaute/ecrire/", "/documents-partages/", "/territoires/"):
        assert page.main.find("a", href=address), address
    assert page.find("meta", attrs={"name": "robots"})["content"].startswith("noindex")


def test_what_was_done_here_around_and_in_towns_like_it_is_told_apart(
    town: Territory, read
) -> None:
    sheet(town, title="Faite ici", stage=Stage.RUNNING)
    sheet(town, title="En cours ici", stage=Stage.EXPERIMENT)
    sheet(near(), title="Faite à côté")
    sheet(far(), title="Faite ailleurs")
    page = read(town.get_absolute_url())
    assert "Faite ici" in section(page, "ici")
    assert "En cours ici" not in section(page, "ici")
    assert "En cours ici" in section(page, "en-cours")
    assert "Faite à côté" in section(page, "autour")
    assert "Noyarey, Isère" in section(page, "autour")
    assert "11 km" in section(page, "autour")
    assert "Faite ailleurs" in section(page, "ressemblance")
    assert "8 500 habitants" in section(page, "ressemblance")
    assert not page.find("meta", attrs={"name": "robots"})


def test_discussions_and_documents_stand_beside_with_those_of_towns_like_it(
    town: Territory, read
) -> None:
    topic(town, subject="Éteindre la nuit ici")
    topic(far(), subject="Éteindre la nuit ailleurs")
    SharedDocumentFactory(title="Cahier d’ici", territory=town)
    SharedDocumentFactory(title="Cahier d’ailleurs", territory=far())
    page = read(town.get_absolute_url())
    said = section(page, "discussions")
    assert said.index("nuit ici") < said.index("nuit ailleurs")
    shared = section(page, "documents")
    assert shared.index("Cahier d’ici") < shared.index("Cahier d’ailleurs")
    assert "Vitré" in shared


def test_an_epci_tells_what_its_communes_did_and_who_they_are(town: Territory, read) -> None:
    sheet(town, title="Faite dans une commune")
    page = read(town.epci.get_absolute_url())
    assert "Faite dans une commune" in section(page, "ici")
    assert "Seyssins" in section(page, "ici")
    assert page.find("a", href="/territoires/seyssins-38486/")
    assert not page.find("meta", attrs={"name": "robots"})


def test_the_whole_list_of_an_epci_is_what_its_communes_did(town: Territory, read) -> None:
    for number in range(SHOWN + 1):
        sheet(near(f"3828{number}", f"Voisine {number}"), title=f"Faite ici {number}")
    sheet(far(), title="Ailleurs", summary=f"Comme {town.epci.name}.")
    here = read(town.epci.get_absolute_url()).find(id="ici").parent
    [url] = [a["href"] for a in here.select("a") if a["href"].startswith("/recherche/")]
    titles = [hit.get_text(strip=True) for hit in read(url).select("main h3")]
    assert sorted(titles) == [f"Faite ici {number}" for number in range(SHOWN + 1)]


def test_what_contains_the_town_counts_as_around_it(town: Territory, read) -> None:
    sheet(town.epci, title="Faite par la métropole")
    sheet(town.departement, title="Faite par le département")
    around = section(read(town.get_absolute_url()), "autour")
    assert "Faite par la métropole" in around
    assert "Faite par le département" in around


def test_a_sheet_of_several_towns_is_told_once(town: Territory, read) -> None:
    sheet(town, near(), far(), title="Faite ensemble")
    page = read(town.get_absolute_url())
    assert str(page.main).count("Faite ensemble") == 1
    assert "Faite ensemble" in section(page, "ici")


def test_merged_towns_are_named(read) -> None:
    home()
    merged = CommuneFactory(merged=True)
    page = read(merged.successor.get_absolute_url())
    assert "A réuni Pierrefitte-sur-Seine" in " ".join(page.main.get_text().split())


def test_english_pages_say_which_titles_are_french(town: Territory, read) -> None:
    sheet(town, title="Faite ici", stage=Stage.RUNNING)
    page = read("/en" + town.get_absolute_url())
    assert page.html["lang"] == "en"
    assert page.find("a", string="Faite ici")["lang"] == "fr"
    assert page.find("link", hreflang="fr")["href"].endswith("/territoires/seyssins-38486/")
    assert page.find("link", rel="canonical")["href"].endswith("/en/territoires/seyssins-38486/")


def test_machines_are_told_where_the_town_is(town: Territory, read) -> None:
    sheet(town)
    page = read(town.get_absolute_url())
    told = json.loads(page.find("script", type="application/ld+json").string)
    nodes = {node["@type"]: node for node in told["@graph"]}
    city = nodes["City"]
    assert (city["identifier"], city["name"]) == ("38486", "Seyssins")
    assert city["url"].endswith("/territoires/seyssins-38486/")
    above = [one["name"] for one in city["containedInPlace"]]
    assert above == ["Grenoble-Alpes-Métropole", "Isère", "Auvergne-Rhône-Alpes"]
    crumbs = nodes["BreadcrumbList"]["itemListElement"]
    assert [one["item"].partition("testserver")[2] for one in crumbs] == [
        "/",
        "/territoires/",
        "/territoires/seyssins-38486/",
    ]
    epci = read(town.epci.get_absolute_url()).find("script", type="application/ld+json").string
    assert '"AdministrativeArea", "name": "Grenoble-Alpes-Métropole"' in epci
    assert page.find("meta", property="og:title")["content"] == "Seyssins, Isère"


def test_a_name_is_never_markup(town: Territory, client: Client) -> None:
    Territory.objects.filter(pk=town.pk).update(name='</script><b title="x">')
    sheet(near(), title="</script><b>Faite à côté</b>")
    html = client.get("/territoires/seyssins-38486/").content.decode()
    assert "<b title" not in html
    assert "<b>Faite" not in html


def test_a_sheet_and_an_organisation_lead_to_the_page_of_their_town(town: Territory, read) -> None:
    assert read(sheet(town).get_url()).main.find("a", href=town.get_absolute_url())
    topic(town)
    organisation = Organisation.objects.get(territory=town)
    page = read(f"/communaute/structures/{organisation.pk}/")
    assert page.main.find("a", href=town.get_absolute_url())


def test_what_is_only_for_the_screen_stays_off_paper(town: Territory, read) -> None:
    sheet(town, stage=Stage.RUNNING)
    page = read(town.get_absolute_url())
    for id_ in ("et-apres", "a-qui", "a-out"):
        assert "noprint" in page.find(id=id_).parent["class"]
    assert "noprint" not in page.find(id="ici").parent.get("class", [])


# Who sees what


HIDDEN = ["draft", "expired", "not yet", "private sheet", "held topic", "private topic"]
HIDDEN += ["draft document", "held document", "withdrawn document"]


def hide(state: str, place: Territory) -> None:
    """Something about `place` that nobody may find on its page, superusers not excepted."""
    if state == "draft":
        sheet(place, title=f"{WORDS} du titre", draft=True)
    elif state in ("expired", "not yet"):
        hour = timedelta(hours=1)
        now = timezone.now()
        dates = {"expire_at": now - hour} if state == "expired" else {"go_live_at": now + hour}
        sheet(place, title=f"{WORDS} du titre", live=state == "expired", **dates)
    elif state == "private sheet":
        page = sheet(place, title=f"{WORDS} du titre")
        PageViewRestriction.objects.create(page=page, restriction_type="login")
    elif state == "held topic":
        topic(place, subject=f"{WORDS} du sujet", approved=False)
    elif state == "private topic":
        topic(place, subject=f"{WORDS} du sujet", forum=CategoryFactory(private=True))
    else:
        trait = state.split()[0]
        SharedDocumentFactory(title=f"{WORDS} du titre", territory=place, **{trait: True})


@pytest.mark.parametrize("state", HIDDEN)
@pytest.mark.parametrize("where", ["here", "around", "like"])
def test_what_is_hidden_is_told_to_nobody(town: Territory, state: str, where: str) -> None:
    hide(state, {"here": town, "around": near(), "like": far()}[where])
    for role in ROLES:
        client = Client()
        if role != "anonymous":
            known = role in ("member", "author", "follower")
            client.force_login(UserFactory(**({} if known else {role: True})))
        for language in ("", "/en"):
            response = client.get(language + town.get_absolute_url())
            assert WORDS not in response.content.decode(), role
            assert "noindex" in response.content.decode()
    for address in ("/territoires/?territoire_nom=Seyssins", "/sitemap-territoires-pages.xml"):
        text = Client().get(address).content.decode()
        assert WORDS not in text
        assert "seyssins-38486" not in text


def test_documents_for_members_alone_are_told_to_members(town: Territory, read, client) -> None:
    SharedDocumentFactory(title=f"{WORDS} du titre", territory=town, members_only=True)
    assert WORDS not in read(town.get_absolute_url()).get_text()
    client.force_login(UserFactory())
    assert WORDS in section(read(town.get_absolute_url()), "a-reserves")


def test_only_members_are_told_whom_to_ask_and_only_of_the_willing(
    town: Territory, read, client
) -> None:
    names = {"Camille Ouvert": True, "Dominique Discret": False}
    for name, listed in names.items():
        member = MembershipFactory(member__display_name=name).member
        ProfileFactory(member=member, listed=listed)
    ProfileFactory(member=MembershipFactory(waiting=True).member)
    ProfileFactory(
        member=MembershipFactory(member__display_name="Sacha Parti", member__is_active=False).member
    )
    said = read(town.get_absolute_url()).get_text()
    assert not any(name in said for name in names)
    client.force_login(UserFactory())
    asked = section(read(town.get_absolute_url()), "a-qui")
    assert "Camille Ouvert" in asked
    assert "Discret" not in asked
    assert "Parti" not in asked


def test_members_are_told_that_it_is_their_town(town: Territory, read, client) -> None:
    client.force_login(MembershipFactory().member)
    assert section(read(town.get_absolute_url()), "ma-commune")
    assert not section(read(far().get_absolute_url()), "ma-commune")
    client.force_login(MembershipFactory(waiting=True).member)
    assert not section(read(town.get_absolute_url()), "ma-commune")


def test_shared_caches_keep_what_visitors_see_alone(town: Territory, client: Client) -> None:
    assert "public" in client.get(town.get_absolute_url())["Cache-Control"]
    assert not client.cookies
    client.force_login(UserFactory())
    assert "private" in client.get(town.get_absolute_url())["Cache-Control"]


# Queries


def queries(client: Client, url: str) -> int:
    client.get(url)  # names of terms are kept by the process
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


def fill(town: Territory, number: int) -> None:
    for n in range(number):
        sheet(town, title=f"Ici {n}")
        sheet(near(f"3828{n}", f"Voisine {n}"), title=f"Autour {n}")
        sheet(far(f"3536{n}", f"Semblable {n}"), title=f"Ailleurs {n}")
        topic(town)
        SharedDocumentFactory(territory=town)
        SharedDocumentFactory(territory=town, members_only=True)
        AidFactory(places=[town.region])
        EventFactory(territory=town, starts_on=timezone.localdate() + timedelta(days=n))
        EventFactory(starts_on=timezone.localdate() + timedelta(days=n))
        ProfileFactory(member=MembershipFactory().member)


def test_queries_do_not_grow_with_what_there_is(town: Territory, client: Client) -> None:
    member = MembershipFactory().member
    assert queries(client, town.get_absolute_url()) <= 13  # nothing at all
    counted = set()
    for number in (1, 8):
        fill(town, number)
        client.logout()
        visitor = queries(client, town.get_absolute_url())
        epci = queries(client, town.epci.get_absolute_url())
        client.force_login(member)
        counted.add((visitor, epci, queries(client, town.get_absolute_url())))
    assert counted == {(11, 10, 15)}


def test_a_page_of_everything_has_at_most_600_elements(town: Territory, read, client) -> None:
    fill(town, 8)
    for number in range(80):
        CommuneFactory(code=f"38{100 + number}", name=f"Commune {number}")
    EpciFactory()
    client.force_login(MembershipFactory().member)
    for place in (town, town.epci):
        assert len(read(place.get_absolute_url()).find_all()) <= 600
