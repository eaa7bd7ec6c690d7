"""While the title of a question is typed, what may answer it already is shown."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from machina.apps.forum_permission.shortcuts import assign_perm

from community.forum_conversation.models import Topic
from tests.factories.community import CategoryFactory, TopicFactory
from tests.factories.experiences import NewsFactory, SheetFactory
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db

TITLE = "Comment éteindre l’éclairage public la nuit ?"
LIST = "/recherche/deja-repondu/"


def links(client: Client, title: str = TITLE, url: str = LIST) -> dict[str, str]:
    """Address → words, of what the list offers."""
    page = BeautifulSoup(client.get(url, {"titre": title}).content.decode(), "html.parser")
    return {link["href"]: link.text for link in page.find_all("a")}


def test_sheets_and_topics_about_the_same_are_offered(client) -> None:
    sheet = SheetFactory(title="Éteindre l’éclairage public la nuit à Vitré")
    topic = TopicFactory(subject="Qui a éteint l’éclairage public la nuit ?")
    NewsFactory(title="Éteindre l’éclairage public la nuit : une journée")
    found = links(client)
    assert found.keys() == {sheet.url, topic.get_absolute_url()}
    assert "autre fenêtre" in found[sheet.url]
    page = client.get(LIST, {"titre": TITLE}).content.decode()
    assert "2 pages vous répondent peut-être déjà" in page


@pytest.mark.parametrize("title", ["", "nuit", "   ", "\x00" * 20, "Une piscine flottante ?"])
def test_what_finds_nothing_offers_nothing(client, title: str) -> None:
    SheetFactory(title="Éteindre l’éclairage public la nuit à Vitré")
    response = client.get(LIST, {"titre": title})
    assert response.status_code == 200
    assert links(client, title) == {}


def test_no_more_than_five_are_offered_for_a_title_of_any_length(client) -> None:
    for number in range(7):
        TopicFactory(subject=f"Éclairage public la nuit, essai {number}")
    assert len(links(client, "éclairage public la nuit")) == 5
    assert client.get(LIST, {"titre": "éclairage " * 2_000}).status_code == 200


def test_what_is_not_public_is_never_offered(client, as_member) -> None:
    TopicFactory(subject="Éteindre l’éclairage public la nuit, retenu", approved=False)
    private = CategoryFactory(private=True)
    TopicFactory(forum=private, subject="Éteindre l’éclairage public la nuit, privé")
    SheetFactory(title="Éteindre l’éclairage public la nuit, brouillon", live=False)
    members_only = CategoryFactory()
    TopicFactory(forum=members_only, subject="Éteindre l’éclairage public la nuit, membres")
    assign_perm("can_read_forum", AnonymousUser(), members_only, has_perm=False)
    assert links(client) == {}
    form = as_member.get("/communaute/ecrire/", {"sujet": TITLE}).content.decode()
    assert "Éteindre l’éclairage public la nuit," not in form


@pytest.fixture
def as_member(client) -> Client:
    client.force_login(UserFactory())
    return client


def test_without_scripts_the_list_stands_below_the_title_of_a_preview(as_member) -> None:
    category = CategoryFactory()
    sheet = SheetFactory(title="Éteindre l’éclairage public la nuit à Vitré")
    sent = {"kind": "question", "category": category.pk, "subject": TITLE, "text": "Par où ?"}
    page = as_member.post("/communaute/ecrire/", sent | {"preview": "1"}).content.decode()
    form = BeautifulSoup(page, "html.parser").select_one(".answered")
    assert form.find("a")["href"] == sheet.url
    assert form["data-field"] == "id_subject"
    assert not Topic.objects.exists()


def test_an_empty_form_has_an_empty_list_and_an_answer_has_none(as_member) -> None:
    topic = TopicFactory()
    page = as_member.get("/communaute/ecrire/").content.decode()
    assert BeautifulSoup(page, "html.parser").select_one(".answered ul").has_attr("hidden")
    assert "js/answered" in page
    for url in (
        f"/communaute/sujets/{topic.pk}/repondre/",
        topic.get_absolute_url(),
    ):
        assert 'class="answered"' not in as_member.get(url).content.decode()


def test_the_list_is_the_same_for_everyone_and_in_no_search_engine(client) -> None:
    response = client.get(LIST, {"titre": TITLE})
    assert "public" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex"
    assert not response.cookies
