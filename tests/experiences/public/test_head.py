"""What machines read in the head of a page: JSON-LD, Open Graph, canonical address, feeds."""

import contextlib
import json

import pytest

from experiences.models import SheetTerritory, Source
from tests.factories.experiences import (
    AidFactory,
    ContentFactory,
    DossierFactory,
    EventFactory,
    NewsFactory,
    PillarPageFactory,
    ResourceFactory,
    SheetFactory,
    ThemePageFactory,
    commune,
    theme,
)

pytestmark = pytest.mark.django_db
TYPES = {
    SheetFactory: "Article",
    DossierFactory: "CollectionPage",
    ResourceFactory: "CreativeWork",
    NewsFactory: "NewsArticle",
    AidFactory: "WebPage",
    EventFactory: "WebPage",
    ContentFactory: "WebPage",
    ThemePageFactory: "CollectionPage",
    PillarPageFactory: "CollectionPage",
}


def nodes(page) -> dict[str, dict]:
    [script] = page.select('script[type="application/ld+json"]')
    data = json.loads(script.string)
    assert data["@context"] == "https://schema.org"
    return {node["@type"]: node for node in data["@graph"]}


@pytest.mark.parametrize(("factory", "type_"), TYPES.items())
def test_every_type_describes_itself_its_place_and_its_publisher(read, factory, type_) -> None:
    made = factory()
    page = read(made)
    found = nodes(page)
    work = found[type_]
    assert work["url"] == page.select_one("link[rel=canonical]")["href"]
    assert work["name"] == made.title
    assert work["description"] == made.summary
    assert work["inLanguage"] == "fr"
    assert work["license"].startswith("https://creativecommons.org/licenses/by/4.0/")
    assert work["publisher"]["@id"] == found["Organization"]["@id"]
    crumbs = found["BreadcrumbList"]["itemListElement"]
    assert [crumb["position"] for crumb in crumbs] == list(range(1, len(crumbs) + 1))
    assert crumbs[-1]["item"] == work["url"]
    assert all(crumb["item"].startswith("http") for crumb in crumbs)


def test_nothing_unknown_is_written_as_empty(read) -> None:
    def empty(value) -> bool:
        if isinstance(value, dict):
            return any(empty(one) for one in value.values())
        if isinstance(value, list):
            return not value or any(empty(one) for one in value)
        return value in (None, "")

    for page in (SheetFactory(), ResourceFactory(link="", authors="", year=None, kind=None)):
        assert not any(empty(node) for node in nodes(read(page)).values())


def test_a_sheet_says_where_and_after_what(read) -> None:
    sheet = SheetFactory(
        sheet_territories=[
            SheetTerritory(
                territory=commune("51410", "Œuilly", 620, latitude=49.07, longitude=3.80)
            )
        ],
        publication_sources=[Source(title="Un", url="https://un.example/"), Source(title="Deux")],
    )
    work = nodes(read(sheet))["Article"]
    assert work["spatialCoverage"][0]["name"] == "Œuilly"
    assert work["spatialCoverage"][0]["geo"]["latitude"] == 49.07
    assert work["isBasedOn"] == ["https://un.example/"]


def test_a_dossier_lists_what_it_holds(read) -> None:
    sheet = SheetFactory()
    work = nodes(read(DossierFactory(pages=[sheet])))["CollectionPage"]
    [item] = work["mainEntity"]["itemListElement"]
    assert item["url"].endswith(sheet.get_url())
    assert work["mainEntity"]["numberOfItems"] == 1


def test_no_text_can_leave_the_script(read, client) -> None:
    hostile = '</script><script>alert("1")</script><!-- & \u2028 « " \\'
    sheet = SheetFactory(title=hostile, summary=hostile)
    assert nodes(read(sheet))["Article"]["name"] == hostile
    body = client.get(sheet.get_url()).content.decode()
    assert "alert(" not in body.split("<main")[0].replace("\\u003Cscript\\u003Ealert(", "").replace(
        "&lt;script&gt;alert(", ""
    )


def test_members_contact_is_not_in_the_data(read, member) -> None:
    page = read(SheetFactory(complete=True), member)
    assert "prefailles.example" not in json.dumps(list(nodes(page).values()))


def test_networks_are_told_title_summary_and_card(read, client) -> None:
    sheet = SheetFactory()
    page = read(sheet)
    og = {tag["property"]: tag["content"] for tag in page.select("meta[property^='og:']")}
    assert og["og:title"] == sheet.title
    assert og["og:description"] == sheet.summary
    assert og["og:url"] == page.select_one("link[rel=canonical]")["href"]
    assert og["og:locale"] == "fr_FR"
    assert og["og:image"].startswith("http")
    path = og["og:image"].split("/", 3)[3]
    with contextlib.closing(client.get(f"/{path}")) as response:
        assert response.status_code == 200
        assert response["Content-Type"] == og["og:image:type"]


def test_an_editors_title_and_description_for_search_engines_win(read) -> None:
    sheet = SheetFactory(seo_title="Éclairage : le retour d’essai", search_description="Bref.")
    page = read(sheet)
    assert page.title.text.startswith("Éclairage : le retour d’essai")
    assert page.select_one("meta[name=description]")["content"] == "Bref."


def test_the_canonical_address_has_no_parameters(read) -> None:
    sheet = SheetFactory()
    page = read(f"{sheet.get_url()}?utm_source=lettre")
    assert page.select_one("link[rel=canonical]")["href"].endswith(sheet.get_url())


def test_catalogues_announce_what_tells_of_their_kind(read) -> None:
    for made, type_, path in (
        (AidFactory, "application/atom+xml", "/flux/aides/"),
        (EventFactory, "text/calendar", "/flux/agenda.ics"),
    ):
        page = read(made().get_parent())
        assert page.select_one(f"link[rel=alternate][type='{type_}'][href='{path}']")


def test_feeds_are_announced(read) -> None:
    feeds = "link[type='application/atom+xml']"
    assert [one["href"] for one in read(SheetFactory()).select(feeds)] == ["/flux/"]
    dossier = DossierFactory()
    assert f"/flux/dossiers/{dossier.slug}/" in [one["href"] for one in read(dossier).select(feeds)]
    subject = ThemePageFactory(theme=theme("donnees"))
    assert "/flux/themes/donnees/" in [one["href"] for one in read(subject).select(feeds)]
