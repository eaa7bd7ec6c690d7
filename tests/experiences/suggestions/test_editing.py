"""What editors see: the list, their home page, and suggestions above their fact in the editor."""

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.admin.panels import get_edit_handler

from experiences.models import ExperiencePage
from experiences.suggestions.about import About
from experiences.suggestions.deciding import decline
from experiences.suggestions.panel import SuggestionsPanel
from tests.factories.experiences import SheetFactory
from tests.factories.suggestions import SuggestionFactory

pytestmark = pytest.mark.django_db


def test_the_list_shows_what_waits_first_and_filters(as_user, editor) -> None:
    done = SuggestionFactory()
    decline(suggestion=done, by=editor, reason="Déjà dit.")
    waits = SuggestionFactory(about=About.RESULT)
    client, url = as_user(editor), reverse("suggestions_list")
    listed = client.get(url).context["object_list"]
    assert [one.pk for one in listed] == [waits.pk, done.pk]
    by_status = client.get(url, {"status": "declined"}).context["object_list"]
    assert [one.pk for one in by_status] == [done.pk]
    by_fact = client.get(url, {"about": "resultat"}).context["object_list"]
    assert [one.pk for one in by_fact] == [waits.pk]


def test_one_click_in_the_list_accepts_and_comes_back_to_it(as_user, editor) -> None:
    one = SuggestionFactory(page=SheetFactory(revised=True))
    client, url = as_user(editor), reverse("suggestions_list")
    page = BeautifulSoup(client.get(url, {"status": "open"}).content, "html.parser")
    form = page.find("form", action=reverse("suggestions_accept", args=[one.pk]))
    sent = {field["name"]: field["value"] for field in form.find_all("input")}
    assert client.post(form["action"], sent).url == f"{url}?status=open"
    one.refresh_from_db()
    assert not one.is_open


@pytest.mark.parametrize("name", ["suggestions_list", "wagtailadmin_home"])
def test_queries_do_not_grow_with_the_suggestions(as_user, editor, name) -> None:
    client, url = as_user(editor), reverse(name)

    def asked() -> int:
        client.get(url)
        with CaptureQueriesContext(connection) as captured:
            client.get(url)
        return len(captured)

    SuggestionFactory()
    few = asked()
    SuggestionFactory.create_batch(4)
    assert asked() == few


def test_the_home_page_of_editors_counts_what_waits(as_user, editor) -> None:
    home, words = reverse("wagtailadmin_home"), "Suggestions sur les fiches ("
    assert words not in as_user(editor).get(home).content.decode()
    SuggestionFactory.create_batch(2)
    assert f"{words}2)" in as_user(editor).get(home).content.decode()


def test_the_editor_of_a_sheet_shows_each_above_its_fact(as_user, editor) -> None:
    sheet = SheetFactory(revised=True)
    SuggestionFactory(page=sheet, about=About.INVESTMENT, text="Soixante mille", amount=60_000)
    gone = SuggestionFactory(page=sheet, text="Déjà refusée")
    decline(suggestion=gone, by=editor, reason="Non.")
    url = reverse("wagtailadmin_pages:edit", args=[sheet.pk])
    page = as_user(editor).get(url).content.decode()
    places = [page.index(text) for text in ('name="summary"', "Soixante", 'name="investment"')]
    assert places == sorted(places)
    assert "60\u00a0000\u00a0€" in page
    assert "Déjà refusée" not in page


def test_the_editor_asks_once_for_all_suggestions(as_user, editor) -> None:
    sheet = SheetFactory(revised=True)
    SuggestionFactory(page=sheet)
    client, url = as_user(editor), reverse("wagtailadmin_pages:edit", args=[sheet.pk])
    client.get(url)
    with CaptureQueriesContext(connection) as captured:
        client.get(url)
    asked = [query for query in captured if "suggestions_suggestion" in query["sql"]]
    assert len(asked) == 1


def test_a_new_sheet_opens(as_user, editor) -> None:
    parent = SheetFactory().get_parent()
    url = reverse("wagtailadmin_pages:add", args=["experiences", "experiencepage", parent.pk])
    assert as_user(editor).get(url).status_code == 200


def test_every_fact_has_its_panel() -> None:
    def panels(handler):
        for child in getattr(handler, "children", ()):
            yield child
            yield from panels(child)

    found = panels(get_edit_handler(ExperiencePage))
    about = [one for panel in found if isinstance(panel, SuggestionsPanel) for one in panel.about]
    assert sorted(about) == sorted(About)


def test_the_decision_shows_what_the_draft_says(as_user, editor) -> None:
    sheet = SheetFactory(revised=True, difficulties="<p>Publié.</p>")
    draft = sheet.get_latest_revision_as_object()
    draft.difficulties = "<p>Des pannes.</p><p>Du bruit.</p>"
    draft.save_revision()
    one = SuggestionFactory(page=sheet)
    page = as_user(editor).get(reverse("suggestions_decide", args=[one.pk])).content.decode()
    assert "<li>Des pannes.</li><li>Du bruit.</li>" in page
    assert one.text in page
