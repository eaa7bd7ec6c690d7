"""Which town? From a name, a code or a wrong address to its page."""

import pytest
from django.test import Client

from experiences.models import SheetTerritory
from tests.factories.experiences import SheetFactory, home
from tests.factories.organisations import MembershipFactory
from tests.factories.territories import CommuneFactory, EpciFactory

pytestmark = pytest.mark.django_db
PAGE = "/territoires/seyssins-38486/"


@pytest.fixture(autouse=True)
def site() -> None:
    home()


def test_a_name_that_one_town_bears_leads_to_its_page(client: Client) -> None:
    CommuneFactory()
    for asked in ("territoire_nom=seyssins", "territoire_nom=38180", "territoire=38486"):
        for language in ("", "/en"):
            response = client.get(f"{language}/territoires/?{asked}")
            assert response.status_code == 302
            assert response["Location"] == f"{language}{PAGE}"


def test_homonyms_are_told_apart(read) -> None:
    CommuneFactory(overseas=True)
    CommuneFactory(homonym=True)
    page = read("/territoires/?territoire_nom=Saint-Denis")
    links = [link["href"] for link in page.main.select(".alert a")]
    assert links == ["/territoires/?territoire=97411", "/territoires/?territoire=93066"]
    assert "149\xa0077\xa0habitants" in page.main.get_text()


@pytest.mark.parametrize("asked", ["territoire_nom=Trifouilly", "territoire=99999", "territoire=x"])
def test_what_is_no_town_is_told_beside_the_field(read, asked: str) -> None:
    page = read(f"/territoires/?{asked}")
    field = page.find("input", attrs={"name": "territoire_nom"})
    assert page.find(id=field["aria-describedby"].split()[0])
    assert field["aria-invalid"] == "true"
    assert page.find("meta", attrs={"name": "robots"})


def test_the_page_that_asks_is_listed_and_says_nothing_wrong(read) -> None:
    page = read("/territoires/")
    assert not page.find("meta", attrs={"name": "robots"})
    assert not page.find(class_="field__error")


def test_members_are_led_to_their_own_town(read, client: Client) -> None:
    client.force_login(MembershipFactory().member)
    assert read("/territoires/").main.find("a", href=PAGE)


@pytest.mark.parametrize(
    "address",
    [
        "/territoires/38486/",
        "/territoires/autre-nom-38486/",
        "/territoires/Seyssins-38486/",
        "/territoires/%C3%A9%22%3Cb%3E-38486/",
        "/territoires/ancienne-38999/",
    ],
)
def test_a_wrong_or_former_address_leads_to_the_page_for_good(client: Client, address: str) -> None:
    town = CommuneFactory()
    CommuneFactory(code="38999", name="Ancienne", obsolete=True, successor=town)
    response = client.get(address)
    assert (response.status_code, response["Location"]) == (301, PAGE)


def test_corsican_codes_are_read_in_either_case(client: Client) -> None:
    CommuneFactory(code="2A004", name="Ajaccio")
    response = client.get("/territoires/ajaccio-2a004/")
    assert response["Location"] == "/territoires/ajaccio-2A004/"
    assert client.get(response["Location"]).status_code == 200


def test_a_town_that_is_gone_or_never_was_has_a_page_that_asks(client: Client) -> None:
    gone = CommuneFactory(code="38998", name="Disparue")
    type(gone).objects.filter(pk=gone.pk).update(obsolete=True)
    for address in ("/territoires/disparue-38998/", "/territoires/nulle-part-99999/"):
        response = client.get(address)
        assert response.status_code == 404
        assert 'name="territoire_nom"' in response.content.decode()


@pytest.mark.parametrize("code", ["abcde", "1234", "%00", "38486%00", "3848%D9%A6", "9" * 300])
def test_hostile_codes_are_no_pages(client: Client, code: str) -> None:
    CommuneFactory()
    assert client.get(f"/territoires/x-{code}/").status_code == 404
    assert client.get(f"/territoires/?territoire={code}").status_code == 200
    assert client.get(f"/territoires/?territoire_nom={code}").status_code in (200, 302)


def test_nothing_is_posted(client: Client) -> None:
    CommuneFactory()
    assert client.post("/territoires/").status_code == 405
    assert client.post(PAGE).status_code == 405


def test_the_home_page_asks_too(read) -> None:
    form = read("/").main.find("form", action="/territoires/")
    assert form.find("input", attrs={"name": "territoire_nom"})


def test_the_search_leads_to_the_page_of_the_town_that_is_named(read) -> None:
    CommuneFactory()
    EpciFactory()
    for words in ("seyssins", "SEYSSINS", "38180"):
        assert read(f"/recherche/?q={words}").main.find("a", href=PAGE), words
    assert not read("/recherche/?q=éclairage à seyssins").main.find("a", href=PAGE)
    assert read("/recherche/?commune=38486").main.find("a", href=PAGE)
    metropolis = "/territoires/grenoble-alpes-metropole-200040715/"
    assert read("/recherche/?q=grenoble alpes metropole").main.find("a", href=metropolis)


def test_sitemap_and_robots_name_the_towns_with_something_of_their_own(client: Client) -> None:
    town = CommuneFactory()
    CommuneFactory(village=True)
    SheetFactory(sheet_territories=[SheetTerritory(territory=town)])
    text = client.get("/sitemap-territoires-pages.xml").content.decode()
    assert f"{PAGE}</loc>" in text
    assert f"/en{PAGE}" in text
    assert "/territoires/grenoble-alpes-metropole-200040715/</loc>" in text
    assert "51410" not in text
    assert (
        "sitemap-territoires-pages.xml" in client.get("/sitemap-territoires.xml").content.decode()
    )
    assert "/sitemap-territoires.xml" in client.get("/robots.txt").content.decode()
