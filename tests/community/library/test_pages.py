"""The list and the page of a document, for whoever finds them."""

import json

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from community.library.models import Reuse
from tests.experiences.public.test_sitemap import paths, sitemap
from tests.factories.library import ReuseFactory, SharedDocumentFactory, VersionFactory
from tests.factories.members import UserFactory
from tests.factories.organisations import MembershipFactory, OrganisationFactory
from tests.factories.taxonomy import ThemeFactory
from tests.factories.territories import CommuneFactory

pytestmark = pytest.mark.django_db

LIST = "/documents-partages/"
MOST_QUERIES = 8  # of the list, however long


def titles(page: BeautifulSoup) -> list[str]:
    return [link.get_text(strip=True) for link in page.select(".result h2 a")]


def test_an_empty_library_says_what_to_do(read) -> None:
    page = read(LIST)
    assert page.select_one(".empty a")["href"] == f"{LIST}partager/"
    assert "noindex" in page.select_one('meta[name="robots"]')["content"]


def test_the_newest_come_first_and_filters_narrow(read) -> None:
    light, water = ThemeFactory(slug="lumiere", name="Lumière"), ThemeFactory(slug="eau")
    SharedDocumentFactory(title="A", themes=[light])
    SharedDocumentFactory(title="B", themes=[light, water], kind="charte")
    SharedDocumentFactory(title="C", members_only=True)
    assert titles(read(LIST)) == ["B", "A"]
    assert titles(read(f"{LIST}?theme=lumiere")) == ["B", "A"]
    assert titles(read(f"{LIST}?type=charte&theme=lumiere")) == ["B"]
    page = read(f"{LIST}?type=etude")
    assert titles(page) == []
    assert page.select_one(".empty a")["href"] == LIST
    assert titles(read(f"{LIST}?type=%00&theme=nulle-part")) == ["B", "A"]


def test_members_find_what_is_for_members_only(read, as_user) -> None:
    SharedDocumentFactory(title="C", members_only=True)
    page = read(LIST, client=as_user(UserFactory()))
    assert titles(page) == ["C"]
    assert "réservé aux membres" in page.get_text()


def test_pages_of_a_filtered_list_keep_the_filter(read) -> None:
    for _ in range(21):
        SharedDocumentFactory(kind="charte", link=True)
    page = read(f"{LIST}?type=charte")
    assert page.select_one('a[rel="next"]')["href"] == f"{LIST}?type=charte&page=2"
    assert len(titles(read(f"{LIST}?type=charte&page=2"))) == 1


def test_the_list_asks_the_same_for_any_number(
    django_assert_max_num_queries, client: Client
) -> None:
    place, themes = CommuneFactory(), [ThemeFactory()]

    def more(number: int) -> None:
        for _ in range(number):
            document = SharedDocumentFactory(
                territory=place, organisation=OrganisationFactory(), link=True, themes=themes
            )
            ReuseFactory(document=document)

    more(2)
    client.get(LIST)
    with django_assert_max_num_queries(MOST_QUERIES) as before:
        client.get(LIST)
    more(8)
    with django_assert_max_num_queries(len(before)):
        client.get(LIST)


def test_a_page_asks_the_same_for_any_number_of_reuses(
    django_assert_max_num_queries, client: Client
) -> None:
    document = SharedDocumentFactory(organisation=OrganisationFactory())
    for _ in range(5):
        ReuseFactory(document=document, organisation=OrganisationFactory())
        VersionFactory(document=document)
        SharedDocumentFactory(source=document)
    with django_assert_max_num_queries(16):
        client.get(document.get_absolute_url())


def test_the_page_tells_what_whose_where_and_how_often(read) -> None:
    place = CommuneFactory()
    document = SharedDocumentFactory(
        title="Entretien de l’éclairage",
        territory=place,
        organisation=OrganisationFactory(territory=place),
        source_text="Cahier du syndicat",
        source_url="https://syndicat.example/c",
    )
    ReuseFactory(document=document, purpose="Notre appel d’offres", organisation=None)
    text = read(document.get_absolute_url()).get_text(" ", strip=True)
    for words in (
        "Cahier des charges",
        "Seyssins, Isère",
        "8 092 habitants",
        "Licence Ouverte 2.0",
        "Cahier du syndicat",
        "Réutilisé 1 fois",
        "Notre appel d’offres",
    ):
        assert words.replace(" ", "") in text.replace("\xa0", "").replace(" ", ""), words


def test_wrong_words_lead_to_the_right_address(client: Client) -> None:
    document = SharedDocumentFactory()
    response = client.get(f"{LIST}autre-chose-{document.pk}/")
    assert (response.status_code, response.url) == (301, document.get_absolute_url())
    assert client.get(f"/en{document.get_absolute_url()}").status_code == 200


def test_machines_are_told_what_everybody_may_read(read) -> None:
    document = SharedDocumentFactory(organisation=OrganisationFactory())
    address = document.get_absolute_url()
    page = read(f"/en{address}")
    graph = json.loads(page.select_one('script[type="application/ld+json"]').string)["@graph"]
    node = graph[-1]
    assert node["@type"] == "DigitalDocument"
    assert node["license"] == "https://www.etalab.gouv.fr/licence-ouverte-open-licence/"
    assert node["encoding"]["encodingFormat"] == "application/vnd.oasis.opendocument.text"
    assert page.select_one('link[rel="canonical"]')["href"] == f"http://testserver{address}"


def test_the_sitemap_holds_what_everybody_may_read(client: Client) -> None:
    public = SharedDocumentFactory()
    SharedDocumentFactory(members_only=True)
    SharedDocumentFactory(held=True)
    found = paths(sitemap(client, "/sitemap-communaute-documents.xml"))
    assert found == {LIST, public.get_absolute_url()}


def test_machines_are_told_nothing_of_what_is_for_members(read, as_user) -> None:
    document = SharedDocumentFactory(members_only=True)
    page = read(document.get_absolute_url(), client=as_user(UserFactory()))
    assert page.select_one('script[type="application/ld+json"]') is None
    assert "noindex" in page.select_one('meta[name="robots"]')["content"]


def test_the_source_is_named_to_those_who_may_read_it(read) -> None:
    source = SharedDocumentFactory(title="Le modèle", members_only=True)
    document = SharedDocumentFactory(source=source)
    assert "Le modèle" not in read(document.get_absolute_url()).get_text()
    source.members_only = False
    source.save()
    assert "Le modèle" in read(document.get_absolute_url()).get_text()
    assert document.title in read(source.get_absolute_url()).get_text()


def test_a_member_tells_once_what_it_was_used_for(as_user) -> None:
    document, membership = SharedDocumentFactory(), MembershipFactory()
    client = as_user(membership.member)
    address = f"{LIST}{document.pk}/reutilisation/"
    for purpose in ("Un appel d’offres", "Notre marché de 2026"):
        client.post(address, {"purpose": purpose, "organisation": membership.organisation_id})
    [reuse] = Reuse.objects.all()
    assert (reuse.purpose, reuse.organisation) == (
        "Notre marché de 2026",
        membership.organisation,
    )
    page = client.get(document.get_absolute_url()).content.decode()
    assert "Notre marché de 2026" in page


def test_nobody_counts_a_reuse_of_their_own(as_user) -> None:
    document = SharedDocumentFactory()
    client = as_user(document.author)
    assert client.post(f"{LIST}{document.pk}/reutilisation/", {"purpose": "x"}).status_code == 403
    assert "Nous l’avons réutilisé" not in client.get(document.get_absolute_url()).content.decode()


@pytest.mark.parametrize("hostile", ["<script>alert(1)</script>", "</script><img src=x onerror=a>"])
def test_what_members_write_is_text(read, hostile: str) -> None:
    document = SharedDocumentFactory(
        title=hostile, summary=hostile, source_text=hostile, says=hostile
    )
    ReuseFactory(document=document, purpose=hostile)
    page = read(document.get_absolute_url())
    assert page.select("img") == []
    assert "alert(1)" not in " ".join(one.string or "" for one in page.select("script:not([type])"))
    read(LIST)
