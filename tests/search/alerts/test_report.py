"""What administrators see of what towns watch."""

import csv
from io import StringIO

import pytest
from django.urls import reverse

from search.alerts.models import Rhythm, masked
from tests.factories.alerts import AlertFactory, WatchedSearchFactory
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db
REPORT = "alerts_report"


@pytest.fixture
def administrator(client):
    client.force_login(UserFactory(administrator=True))


def test_searches_are_counted_and_addresses_masked(client, administrator) -> None:
    lighting = WatchedSearchFactory()
    AlertFactory(search=lighting, watcher__email="secretariat@oeuilly.example")
    AlertFactory(search=lighting, rhythm=Rhythm.ONCE)
    AlertFactory(search__parameters="q=led", search__title="« LED »")
    AlertFactory(search__parameters="q=eau", search__title="« eau »", waiting=True)
    response = client.get(reverse(REPORT))
    rows = [(row.title, row.watchers, row.waiting) for row in response.context["object_list"]]
    assert rows == [("« éclairage »", 2, 1), ("« LED »", 1, 0)]
    page = response.content.decode()
    assert "s…@oeuilly.example" in page
    assert "secretariat" not in page
    assert 'href="http://testserver/recherche/?q=%C3%A9clairage"' in page


def test_the_table_holds_no_address(client, administrator) -> None:
    AlertFactory()
    response = client.get(reverse(REPORT), {"export": "csv"})
    table = b"".join(response.streaming_content).decode()
    assert "@" not in table
    [_head, row] = csv.reader(StringIO(table))
    assert row[:4] == ["« éclairage »", "fr", "1", "0"]


def test_words_that_a_spreadsheet_would_run_are_harmless(client, administrator) -> None:
    AlertFactory(search__title="=HYPERLINK(1)")
    response = client.get(reverse(REPORT), {"export": "csv"})
    assert "'=HYPERLINK(1)" in b"".join(response.streaming_content).decode()
    assert client.get(reverse(REPORT), {"export": "xlsx"}).status_code == 200


def test_queries_do_not_grow_with_the_searches(
    client, administrator, django_assert_max_num_queries
) -> None:
    AlertFactory()
    client.get(reverse(REPORT))
    with django_assert_max_num_queries(60) as one:
        client.get(reverse(REPORT))
    for number in range(4):
        AlertFactory(search__parameters=f"q={number}")
    with django_assert_max_num_queries(len(one)):
        client.get(reverse(REPORT))


@pytest.mark.parametrize("role", ["editor", "moderator"])
def test_the_report_is_for_administrators(client, role) -> None:
    client.force_login(UserFactory(**{role: True}))
    assert client.get(reverse(REPORT)).status_code == 302


@pytest.mark.parametrize(
    ("email", "shown"),
    [("mairie@oeuilly.fr", "m…@oeuilly.fr"), ("a@b.fr", "a…@b.fr"), ('"a@b"@c.fr', '"…@c.fr')],
)
def test_of_an_address_the_first_letter_and_the_domain_are_shown(email, shown) -> None:
    assert masked(email) == shown
