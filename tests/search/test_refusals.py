"""What the search server refuses is shown to editors, who have it tried again."""

import pytest
from django.test import Client
from django.urls import reverse

from search.models import Change, Refusal
from tests.factories.community import TopicFactory
from tests.factories.experiences import SheetFactory
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db
REPORT, AGAIN = reverse("search_refusals"), reverse("search_try_again")


@pytest.fixture(autouse=True)
def server(settings) -> None:
    settings.ELASTICSEARCH_URL = "http://search.example:9200"


def signed_in(**traits) -> Client:
    client = Client()
    client.force_login(UserFactory(**traits))
    return client


def refuse(page: int) -> Refusal:
    return Refusal.objects.create(key=page, locale="fr", version=1, error="field [x] is odd")


@pytest.mark.parametrize("role", ["editor", "moderator", "administrator"])
def test_the_report_says_what_where_why_and_since_when(role: str) -> None:
    sheet = SheetFactory(title="Lavoir")
    refuse(sheet.pk)
    refuse(987_654)  # its page is gone
    topic = TopicFactory(subject="Vos lavoirs ?")
    refuse(-topic.pk)
    html = signed_in(**{role: True}).get(REPORT).content.decode()
    assert "Lavoir" in html
    assert reverse("wagtailadmin_pages:edit", args=[sheet.pk]) in html
    assert "987654" in html
    assert "Vos lavoirs ?" in html
    assert topic.get_absolute_url() in html
    assert "field [x] is odd" in html
    assert AGAIN in html


def test_an_empty_report_says_so() -> None:
    assert "prend tous les documents" in signed_in(editor=True).get(REPORT).content.decode()


def test_one_is_tried_again() -> None:
    one, other = SheetFactory(), SheetFactory()
    refusal = refuse(one.pk)
    refuse(other.pk)
    Change.objects.all().delete()
    response = signed_in(editor=True).post(AGAIN, {"refusal": refusal.pk}, follow=True)
    assert "1 document" in response.content.decode()
    assert list(Change.objects.values_list("key", "locale")) == [(one.pk, "fr")]


def test_all_are_tried_again_those_of_deleted_pages_too() -> None:
    sheet = SheetFactory()
    refuse(sheet.pk)
    refuse(987_654)
    Change.objects.all().delete()
    signed_in(administrator=True).post(AGAIN, {"refusal": "all"})
    assert set(Change.objects.values_list("key", flat=True)) == {sheet.pk, 987_654}
    assert Refusal.objects.count() == 2  # until the server takes them


@pytest.mark.parametrize("wanted", ["", "-1", "x", "²"])
def test_nonsense_is_not_found(wanted: str) -> None:
    assert signed_in(editor=True).post(AGAIN, {"refusal": wanted}).status_code == 404


def test_a_member_without_role_sees_and_does_nothing() -> None:
    refuse(SheetFactory().pk)
    Change.objects.all().delete()
    client = signed_in()
    assert client.get(REPORT).status_code == 302
    assert client.post(AGAIN, {"refusal": "all"}).status_code in (302, 403)
    assert not Change.objects.exists()


def test_it_is_never_tried_by_following_a_link() -> None:
    assert signed_in(editor=True).get(AGAIN).status_code == 405


def test_without_a_server_the_menu_does_not_offer_it(settings) -> None:
    menu = reverse("wagtailadmin_home")
    assert REPORT in signed_in(editor=True).get(menu).content.decode()
    settings.ELASTICSEARCH_URL = ""
    assert REPORT not in signed_in(editor=True).get(menu).content.decode()
