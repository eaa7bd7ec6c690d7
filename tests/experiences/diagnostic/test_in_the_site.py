"""Where the self-diagnosis is met: search, menu, sitemap; its old answers are deleted by night."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from wagtail.models import Page

from experiences.diagnostic.models import Round
from experiences.models import ContentPage
from home.demonstration.reading import read
from tests.factories.diagnostic import RespondentFactory, RoundFactory
from tests.factories.experiences import home

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(edition) -> Page:
    """The page of the tree that stands for the tool, as the demonstration has it."""
    (words,) = [one for one in read("site")["sections"] if one["slug"] == "autodiagnostic"]
    page = ContentPage(slug=words["slug"], show_in_menus=True, **words["fr"])
    home().add_child(instance=page)
    page.save_revision().publish()
    return page


@pytest.mark.parametrize("words", ["autodiagnostic", "évaluer ma commune"])
def test_the_one_search_finds_it(client: Client, page, words) -> None:
    found = client.get("/recherche/", {"q": words}).content.decode()
    assert 'href="/autodiagnostic/"' in found.partition("<main")[2]


def test_the_page_gives_the_tool_its_place_and_the_tool_answers(client: Client, page) -> None:
    assert page.url == "/autodiagnostic/"
    response = client.get(page.url)
    assert "Portage et stratégie" in response.content.decode()
    assert page.full_url in client.get("/sitemap.xml").content.decode()
    menu = client.get("/").content.decode().partition("<nav")[2].partition("</nav")[0]
    assert 'href="/autodiagnostic/"' in menu


def test_the_command_says_how_many_old_ones_it_deleted(edition) -> None:
    old = timezone.now() - timedelta(days=200)
    RespondentFactory(round=RoundFactory(edition=edition), unfinished=True, changed_at=old)
    RespondentFactory(round=RoundFactory(edition=edition), unfinished=True)
    said = StringIO()
    call_command("delete_old_diagnoses", stdout=said)
    assert said.getvalue().startswith("1 ")
    assert Round.objects.count() == 1
