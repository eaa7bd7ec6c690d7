"""sitemap.xml and robots.txt."""

from xml.etree import ElementTree

import pytest
from wagtail.models import PageViewRestriction, Site

from experiences.public import sitemaps
from home.models import HomePage
from tests.factories.experiences import SheetFactory, home

pytestmark = pytest.mark.django_db
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"
IMAGE = "{http://www.google.com/schemas/sitemap-image/1.1}loc"


def sitemap(client, address: str = "/sitemap.xml") -> ElementTree.Element:
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"].startswith("application/xml")
    return ElementTree.fromstring(response.content)  # noqa: S314 # our own answer


def entries(root: ElementTree.Element) -> dict[str, ElementTree.Element]:
    return {url.find(f"{SITEMAP}loc").text: url for url in root.iter(f"{SITEMAP}url")}


def paths(root: ElementTree.Element) -> set[str]:
    return {"/" + address.split("/", 3)[3] for address in entries(root)}


def test_public_pages_are_in_it_and_others_are_not(client) -> None:
    sheet = SheetFactory()
    SheetFactory(draft=True)
    private = SheetFactory()
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    assert paths(sitemap(client)) == {
        "/",
        "/experiences/",
        # The catalogue's own pages of what it holds.
        "/experiences/theme/eclairage-public/",
        "/experiences/pilier/optimiser-reseaux/",
        sheet.get_url(),
    }


def test_translations_name_each_other_and_mirrors_are_out(client, translated, mirrored) -> None:
    sheet, other = SheetFactory(), SheetFactory()
    twin, mirror = translated(sheet, title="Lighting"), mirrored(other)
    found = entries(sitemap(client))
    by_path = {"/" + address.split("/", 3)[3]: entry for address, entry in found.items()}
    assert mirror.get_url() not in by_path
    for address in (sheet.get_url(), twin.get_url()):
        links = {link.get("hreflang"): link.get("href") for link in by_path[address].iter(LINK)}
        assert set(links) == {"fr", "en", "x-default"}
        assert links["en"].endswith(twin.get_url())
    assert not list(by_path[other.get_url()].iter(LINK))


def test_pictures_are_named_once_made_and_the_card_before(client) -> None:
    sheet = SheetFactory(complete=True)
    entry = next(
        entry for address, entry in entries(sitemap(client)).items() if sheet.slug in address
    )
    assert [image.text for image in entry.iter(IMAGE)] == [
        f"http://localhost/cartes/{sheet.pk}.jpg"
    ]
    client.get(sheet.get_url())
    entry = next(
        entry for address, entry in entries(sitemap(client)).items() if sheet.slug in address
    )
    images = [image.text for image in entry.iter(IMAGE)]
    assert len(images) == 3  # the cover and two of the gallery
    assert all(image.endswith(".webp") for image in images)


def test_it_becomes_an_index_of_bounded_sections(client, monkeypatch) -> None:
    monkeypatch.setattr(sitemaps.PublicSitemap, "limit", 2)
    sheets = [SheetFactory() for _ in range(3)]
    index = sitemap(client)
    addresses = [loc.text for loc in index.iter(f"{SITEMAP}loc")]
    assert index.tag == f"{SITEMAP}sitemapindex"
    assert len(addresses) == 3
    found: set[str] = set()
    for address in addresses:
        section = paths(sitemap(client, "/" + address.split("/", 3)[3]))
        assert len(section & {sheet.get_url() for sheet in sheets}) <= 2
        found |= section
    assert {sheet.get_url() for sheet in sheets} <= found
    assert client.get("/sitemap-4.xml").status_code == 404
    assert client.get("/sitemap-0.xml").status_code == 404


def test_queries_do_not_grow_with_the_pages(client, django_assert_num_queries) -> None:
    SheetFactory(complete=True)
    sitemap(client)
    with django_assert_num_queries(20):
        sitemap(client)
    for _ in range(3):
        SheetFactory(complete=True)
    with django_assert_num_queries(20):
        sitemap(client)


def test_pages_of_another_site_are_not_in_it(client) -> None:
    sheet = SheetFactory()
    root = home().get_parent()
    elsewhere = root.add_child(instance=HomePage(title="Ailleurs", slug="ailleurs"))
    Site.objects.create(hostname="ailleurs.example", root_page=elsewhere)
    assert sheet.slug in client.get("/sitemap.xml").content.decode()
    other = client.get("/sitemap.xml", headers={"host": "ailleurs.example"})
    assert sheet.slug not in other.content.decode()


def test_robots_are_told_where_the_sitemap_is_and_what_to_leave(client) -> None:
    home()
    response = client.get("/robots.txt")
    assert response["Content-Type"].startswith("text/plain")
    text = response.content.decode()
    assert "Sitemap: http://localhost/sitemap.xml" in text
    assert "Disallow: /gestion/" in text
    assert "Disallow: /recherche.json" in text
    assert "Disallow: /\n" not in text
