"""Atom feeds: valid, complete for what is public, silent about the rest."""

from datetime import UTC, datetime
from uuid import UUID
from xml.etree import ElementTree

import pytest
from wagtail.models import PageViewRestriction

from tests.factories.experiences import (
    AidFactory,
    ContentFactory,
    DossierFactory,
    EventFactory,
    NewsFactory,
    ResourceFactory,
    SheetFactory,
    home,
    theme,
)

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


def feed(client, address: str) -> ElementTree.Element:
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    root = ElementTree.fromstring(response.content)  # noqa: S314 # our own answer
    assert root.tag == f"{ATOM}feed"
    # RFC 4287, 4.1.1 and 4.1.2: what must be there, once.
    for name in ("id", "title", "updated"):
        assert len(root.findall(ATOM + name)) == 1
    assert root.find(f"{ATOM}author/{ATOM}name").text == "Terrain commun"
    assert root.find(f"{ATOM}link[@rel='self']").get("href").endswith(address)
    for entry in root.iter(f"{ATOM}entry"):
        for name in ("id", "title", "updated", "summary"):
            assert len(entry.findall(ATOM + name)) == 1
        UUID(entry.find(f"{ATOM}id").text)
        assert datetime.fromisoformat(entry.find(f"{ATOM}updated").text).tzinfo
        assert entry.find(f"{ATOM}link[@rel='alternate']").get("href").startswith("http")
        assert entry.find(f"{ATOM}link[@rel='enclosure']") is None
    return root


def titles(root: ElementTree.Element) -> list[str]:
    return [title.text for title in root.iterfind(f"{ATOM}entry/{ATOM}title")]


def test_everything_public_is_told_the_newest_first(client) -> None:
    told = (SheetFactory, DossierFactory, ResourceFactory, NewsFactory, AidFactory, EventFactory)
    for day, factory in enumerate(told, 1):
        factory(title=f"Le {day}", first_published_at=datetime(2026, 5, day, tzinfo=UTC))
    ContentFactory(title="Mentions légales")
    assert titles(feed(client, "/flux/")) == [f"Le {day}" for day in (6, 5, 4, 3, 2, 1)]


def test_what_is_not_public_is_not_told(client) -> None:
    SheetFactory(title="Brouillon", draft=True)
    private = SheetFactory(title="Réservée")
    PageViewRestriction.objects.create(page=private, restriction_type="password", password="x")
    SheetFactory(title="Expirée", expire_at=datetime(2020, 1, 1, tzinfo=UTC))
    SheetFactory(title="Publique")
    assert titles(feed(client, "/flux/")) == ["Publique"]


def test_an_empty_feed_is_valid_and_does_not_move(client) -> None:
    home()
    first = feed(client, "/flux/").find(f"{ATOM}updated").text
    assert feed(client, "/flux/").find(f"{ATOM}updated").text == first


def test_a_theme_tells_of_its_sub_themes(client) -> None:
    above = theme("energie-environnement", "Énergie")
    below = theme("eclairage-public", "Éclairage", parent=above)
    SheetFactory(title="Sous-thème", themes=[below])
    NewsFactory(title="Thème", themes=[above])
    SheetFactory(title="Ailleurs", themes=[theme("donnees")])
    assert set(titles(feed(client, "/flux/themes/energie-environnement/"))) == {
        "Sous-thème",
        "Thème",
    }
    assert titles(feed(client, "/flux/themes/eclairage-public/")) == ["Sous-thème"]
    assert client.get("/flux/themes/inconnu/").status_code == 404


def test_aids_have_a_feed_of_their_own(client) -> None:
    AidFactory(title="Dotation")
    AidFactory(title="Brouillon", draft=True)
    EventFactory()
    assert titles(feed(client, "/flux/aides/")) == ["Dotation"]


def test_a_dossier_tells_of_what_it_holds(client) -> None:
    dossier = DossierFactory(pages=[SheetFactory(title="Dedans"), NewsFactory(title="Aussi")])
    SheetFactory(title="Dehors")
    assert set(titles(feed(client, f"/flux/dossiers/{dossier.slug}/"))) == {"Dedans", "Aussi"}


def test_the_feed_of_a_draft_or_private_dossier_is_not_there(client) -> None:
    draft, private = DossierFactory(draft=True), DossierFactory()
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    for slug in (draft.slug, private.slug, "inconnu"):
        assert client.get(f"/flux/dossiers/{slug}/").status_code == 404


def test_each_language_has_its_feed_without_what_is_not_translated(
    client, translated, mirrored
) -> None:
    one, other = SheetFactory(title="Une"), SheetFactory(title="Deux")
    translated(one, title="One")
    mirrored(other)
    assert titles(feed(client, "/en/flux/")) == ["One"]
    assert set(titles(feed(client, "/flux/"))) == {"Une", "Deux"}


def test_without_an_english_tree_there_is_no_english_feed(client) -> None:
    home()
    assert client.get("/en/flux/").status_code == 404


def test_an_entry_keeps_its_id_when_its_address_changes(client) -> None:
    sheet = SheetFactory()
    before = feed(client, "/flux/").find(f"{ATOM}entry/{ATOM}id").text
    sheet.slug = "autre-adresse"
    sheet.save()
    assert feed(client, "/flux/").find(f"{ATOM}entry/{ATOM}id").text == before


def test_hostile_text_leaves_the_feed_valid(client) -> None:
    hostile = "<b>&amp;</b> ]]> \x0b\x1b « »"
    SheetFactory(title=hostile, summary=hostile)
    root = feed(client, "/flux/")
    assert titles(root) == [hostile.replace("\x0b", "").replace("\x1b", "")]
    # HTML as text: what a reader shows is what was written.
    assert "&lt;b&gt;" in root.find(f"{ATOM}entry/{ATOM}summary").text


def test_a_reader_that_has_it_all_gets_nothing_again(client) -> None:
    SheetFactory()
    etag = client.get("/flux/")["ETag"]
    assert client.get("/flux/", headers={"If-None-Match": etag}).status_code == 304
