"""Error pages: helpful, in both languages, drawn even when the database is away."""

import pytest
from django.test import Client
from wagtail.models import Page, PageViewRestriction, Site

from tests.factories.experiences import catalogue
from tests.ui.reading import read


@pytest.fixture
def broken(settings) -> Client:
    """A client of a site whose addresses fail, each in its way."""
    settings.ROOT_URLCONF = "tests.failing_urls"
    return Client(raise_request_exception=False, enforce_csrf_checks=True)


@pytest.mark.django_db
def test_an_unknown_address_offers_to_search_for_its_words(client: Client) -> None:
    response = client.get("/experiences/éclairage-public-du-loiret-2019.html")
    assert response.status_code == 404
    html = response.content.decode()
    read(html)
    assert 'value="éclairage public du loiret"' in html
    assert html.count("<h1") == 1
    assert 'content="noindex"' in html


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    [
        "/%00/",
        "/experiences/a%00b/",
        "/en/%00",
        "/?page=%00",
        "/territoires/?q=%00",
        "/documents/1/%00.pdf",
        "/media/%00.webp",
    ],
)
def test_a_character_that_no_database_takes_is_only_unknown(address: str, client: Client) -> None:
    catalogue("experience")
    assert client.get(address).status_code in {200, 404}


@pytest.mark.django_db
def test_an_unknown_address_under_en_answers_in_english(client: Client) -> None:
    html = client.get("/en/nowhere-to-be-found/").content.decode()
    assert '<html lang="en">' in html
    assert "This page is not here" in html


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "status"), [("/refuser/", 403), ("/soupconner/", 400), ("/echouer/", 500)]
)
def test_each_failure_has_its_page(broken: Client, address: str, status: int) -> None:
    response = broken.get(address)
    assert response.status_code == status
    html = response.content.decode()
    read(html)
    assert html.count("<h1") == 1
    assert 'name="q"' in html


@pytest.mark.django_db
def test_a_form_without_its_token_is_refused_with_a_way_out(broken: Client) -> None:
    response = broken.post("/refuser/", {"texte": "bonjour"})
    assert response.status_code == 403
    html = response.content.decode()
    read(html)
    assert 'name="q"' in html
    assert "CSRF" not in html


def test_the_page_of_our_own_failures_asks_no_database(broken: Client) -> None:
    # No django_db mark: a query would raise.
    assert broken.get("/echouer/").status_code == 500


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/%00", "/" + "a" * 5000, "/%F0%9F%8C%BB/", "/.git/config"])
def test_odd_addresses_are_not_found(client: Client, address: str) -> None:
    assert client.get(address, follow=True).status_code == 404


@pytest.mark.django_db
def test_a_page_with_a_password_asks_for_it(client: Client) -> None:
    home = Page.objects.get(depth=2)
    page = home.add_child(instance=Page(title="Réservé", slug="reserve"))
    PageViewRestriction.objects.create(page=page, restriction_type="password", password="secret")
    Site.objects.update(root_page=home, hostname="testserver")
    html = client.get("/reserve/").content.decode()
    read(html)
    assert 'type="password"' in html
    assert "Réservé" not in html
