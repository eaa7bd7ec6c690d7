"""How the database finds what public pages show: never by reading every page there is."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from search.kinds import Kind
from tests.factories.experiences import (
    ContentFactory,
    DossierFactory,
    NewsFactory,
    PillarPageFactory,
    ResourceFactory,
    SheetFactory,
    ThemePageFactory,
    catalogue,
    folder,
    home,
)

# The plans of SQLite do not depend on how much there is, until somebody has it analysed.
pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]

PAGE = re.compile(r'(?:FROM|JOIN) "?wagtailcore_page"?(?: ([A-Z]\d+|page)\b)?')


def scans(sql: str) -> list[str]:
    """The steps of the plan that go through the whole table of pages."""
    names = {alias or "wagtailcore_page" for alias in PAGE.findall(sql)}
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
        steps = [step for *_, step in cursor.fetchall()]
    return [step for step in steps if step.startswith("SCAN ") and step.split()[1] in names]


@pytest.mark.parametrize(
    "make",
    [
        home,
        SheetFactory,
        DossierFactory,
        ResourceFactory,
        NewsFactory,
        ThemePageFactory,
        PillarPageFactory,
        folder,
        lambda: catalogue(Kind.EXPERIENCE),
        "/recherche/",
        "/recherche/?q=xyzzy",
        "/introuvable/",
    ],
)
def test_no_public_page_reads_every_page(client: Client, make) -> None:
    ContentFactory(slug="contribuer")
    ThemePageFactory()
    PillarPageFactory()
    DossierFactory(pages=[SheetFactory()])
    address = make if isinstance(make, str) else make().get_url()
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        client.get(address)

    asked = [query["sql"] for query in captured if query["sql"].startswith("SELECT")]

    assert {sql: found for sql in asked if (found := scans(sql))} == {}


def test_a_plan_that_reads_every_page_is_seen() -> None:
    assert scans('SELECT "wagtailcore_page"."id" FROM "wagtailcore_page" WHERE "depth" = 3') != []
    assert scans('SELECT U0."id" FROM "wagtailcore_page" U0 WHERE U0."url_path" = \'/a/\'') != []
    assert scans('SELECT U0."id" FROM "wagtailcore_page" U0 WHERE U0."slug" = \'a\'') == []
