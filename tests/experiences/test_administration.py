"""Lists, reports and the dashboard of editors."""

import csv
from datetime import date
from io import StringIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories.experiences import (
    AidFactory,
    DossierFactory,
    EventFactory,
    NewsFactory,
    ResourceFactory,
    SheetFactory,
    theme,
)
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db
REVIEW = "experiences_review_report"
COMPLETENESS = "experiences_completeness_report"
DATES = "experiences_dates_report"


@pytest.fixture
def editor(client):
    user = UserFactory(editor=True)
    client.force_login(user)
    return user


@pytest.fixture
def july(time_machine):
    time_machine.move_to("2026-07-01 10:00:00+02:00")


def reviews():
    SheetFactory(title="Jamais relue")
    SheetFactory(title="En retard", reviewed_on=date(2025, 1, 1))
    DossierFactory(title="Bientôt", reviewed_on=date(2025, 8, 1))
    ResourceFactory(title="À jour", reviewed_on=date(2026, 6, 1))
    AidFactory(title="Fonds en retard", reviewed_on=date(2025, 2, 1))
    SheetFactory(title="Brouillon", draft=True)


def titles(response):
    return [page.title for page in response.context["object_list"]]


def test_review_report_puts_the_most_urgent_first(client, july, editor) -> None:
    reviews()
    url = reverse(REVIEW)
    found = titles(client.get(url))
    assert found == ["En retard", "Fonds en retard", "Bientôt", "Jamais relue"]
    assert titles(client.get(url, {"review": "never"})) == ["Jamais relue"]
    assert titles(client.get(url, {"review": "due-soon"})) == ["Bientôt"]


def test_review_report_as_csv(client, july, editor) -> None:
    reviews()
    response = client.get(reverse(REVIEW), {"export": "csv"})
    rows = list(csv.reader(StringIO(b"".join(response.streaming_content).decode())))
    assert [row[0] for row in rows[1:]] == [
        "En retard",
        "Fonds en retard",
        "Bientôt",
        "Jamais relue",
    ]
    assert rows[1][2:] == ["overdue", "2025-01-01", "2026-01-01"]


def test_completeness_report_says_what_is_missing(client, editor) -> None:
    SheetFactory(title="Complète", complete=True)
    SheetFactory(title="Juste assez")
    SheetFactory(title="Mince", thin=True)
    response = client.get(reverse(COMPLETENESS))
    assert titles(response) == ["Mince", "Juste assez", "Complète"]
    words = {page.title: page.missing for page in response.context["object_list"]}
    assert words["Complète"] == ""
    assert words["Mince"].count(",") > words["Juste assez"].count(",") > 5
    assert titles(client.get(reverse(COMPLETENESS), {"percent": "40"})) == ["Mince"]
    assert client.get(reverse(COMPLETENESS), {"export": "csv"}).status_code == 200


def test_dates_report_lists_aids_that_come_back_or_have_no_dates(client, july, editor) -> None:
    AidFactory(title="Revenue", recurrence="yearly", closes_on=date(2026, 3, 1))
    AidFactory(title="Ancienne", recurrence="yearly", closes_on=date(2025, 3, 1))
    AidFactory(title="Sans date", recurrence="once")
    AidFactory(title="Passée", recurrence="once", closes_on=date(2026, 3, 1))
    AidFactory(title="Ouverte", recurrence="yearly", closes_on=date(2026, 7, 1))
    AidFactory(title="Brouillon", recurrence="once", draft=True)
    url = reverse(DATES)
    assert titles(client.get(url)) == ["Ancienne", "Revenue", "Sans date"]
    assert titles(client.get(url, {"moment": "a-verifier"})) == ["Sans date"]
    assert client.get(url, {"export": "csv"}).status_code == 200


def test_list_of_aids_filters_by_where_they_stand(client, july, editor) -> None:
    AidFactory(title="Toute l’année", level="regional")
    over = AidFactory(title="Passée", recurrence="once", closes_on=date(2026, 6, 30))
    url = reverse("aids:index")
    assert [one.pk for one in client.get(url, {"moment": "termine"}).context["pages"]] == [over.pk]
    assert [one.title for one in client.get(url, {"level": "regional"}).context["pages"]] == [
        "Toute l’année"
    ]


@pytest.mark.parametrize("name", [REVIEW, COMPLETENESS, DATES, "wagtailadmin_home"])
def test_queries_do_not_grow_with_the_pages(
    client, editor, name, django_assert_max_num_queries
) -> None:
    def make(number):
        for _ in range(number):
            SheetFactory(owner=editor, has_unpublished_changes=True)
            DossierFactory(reviewed_on=date(2020, 1, 1))
            AidFactory(recurrence="once")
            EventFactory()

    url = reverse(name)
    make(2)
    client.get(url)
    with CaptureQueriesContext(connection) as few:
        client.get(url)
    make(4)
    with django_assert_max_num_queries(len(few) + 1):
        client.get(url)


@pytest.mark.parametrize(
    ("name", "factory"),
    [
        ("sheets", SheetFactory),
        ("dossiers", DossierFactory),
        ("resources", ResourceFactory),
        ("news", NewsFactory),
        ("aids", AidFactory),
        ("events", EventFactory),
    ],
)
def test_list_of_a_type_filters_by_theme_and_searches(client, editor, name, factory) -> None:
    wanted = factory(title="Mobilité à Saint-Étienne", themes=[theme("mobilite")])
    other = factory(title="Éclairage à L’Haÿ-les-Roses")
    url = reverse(f"{name}:index")
    assert {page.pk for page in client.get(url).context["pages"]} == {wanted.pk, other.pk}
    filtered = client.get(url, {"themes": theme("mobilite").pk}).context["pages"]
    assert [page.pk for page in filtered] == [wanted.pk]
    found = client.get(url, {"q": "mobilité"}).context["pages"]
    assert [page.pk for page in found] == [wanted.pk]


def test_dashboard_shows_the_work_that_waits(client, july, editor) -> None:
    reviews()
    SheetFactory(title="Mon brouillon", draft=True, owner=editor)
    page = client.get(reverse("wagtailadmin_home")).content.decode()
    assert "Mon brouillon" in page
    assert "En retard" in page
    assert reverse(REVIEW) in page


def test_reports_are_for_people_who_write(client) -> None:
    client.force_login(UserFactory())
    assert client.get(reverse(REVIEW)).status_code == 302


def test_search_of_the_administration_finds_by_territory_and_text(client, editor) -> None:
    sheet = SheetFactory(revised=True)
    url = reverse("wagtailadmin_pages:search")
    for words in ("préfailles", "Prefai", "littorale"):
        found = [page.pk for page in client.get(url, {"q": words}).context["pages"]]
        assert found == [sheet.pk], words
