"""What editors see of searches without an answer, and what they do about them."""

import csv
import re
from datetime import timedelta
from io import StringIO

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale, ModelLogEntry

from search.models import Synonym
from search.unanswered.models import Outcome, SearchDay, State, UnansweredSearch
from tests.factories.experiences import catalogue
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db
LIST = "unanswered:index"


@pytest.fixture
def editor(client: Client):
    user = UserFactory(editor=True)
    client.force_login(user)
    return user


def sought(text: str, *days: tuple[int, int], **fields) -> UnansweredSearch:
    """A search, with (days ago, times)."""
    values = {"locale": "fr", "outcome": Outcome.NOTHING} | fields
    made = UnansweredSearch.objects.create(text=text, words=text.lower(), **values)
    for ago, times in days or [(0, 1)]:
        day = timezone.localdate() - timedelta(days=ago)
        SearchDay.objects.create(search=made, day=day, times=times)
    return made


def rows(response) -> list[str]:
    return [row.text for row in response.context["object_list"]]


def test_what_waits_comes_first_and_the_most_sought_before(client, editor) -> None:
    sought("fait", (0, 50), state=State.DONE)
    sought("ancien", (200, 99))
    sought("rare", (1, 2))
    sought("fréquent", (1, 2), (3, 4))
    response = client.get(reverse(LIST))
    assert rows(response) == ["fréquent", "rare", "ancien", "fait"]
    page = response.content.decode()
    assert "fréquent" in page
    assert rows(client.get(reverse(LIST), {"ordering": "-total"}))[0] == "ancien"


def test_an_empty_list_says_why(client, editor) -> None:
    assert "Rien n’a été cherché en vain" in client.get(reverse(LIST)).content.decode()
    sought("bois")
    assert "Aucune ligne ne correspond" in client.get(reverse(LIST), {"q": "x"}).content.decode()


def test_times_are_counted_by_period(client, editor) -> None:
    sought("bois", (0, 3), (29, 2), (30, 7), (59, 1), (60, 40))
    [row] = client.get(reverse(LIST)).context["object_list"]
    assert (row.recent, row.before, row.total) == (5, 8, 53)
    assert row.last_seen == timezone.localdate()
    assert "\u22123" in client.get(reverse(LIST)).content.decode()


def test_the_list_is_filtered_and_searched(client, editor) -> None:
    sought("bois", outcome=Outcome.FEW)
    sought("eau", state=State.IGNORED)
    sought("wood", locale="en")
    url = reverse(LIST)
    assert rows(client.get(url, {"state": State.IGNORED})) == ["eau"]
    assert rows(client.get(url, {"outcome": Outcome.FEW})) == ["bois"]
    assert rows(client.get(url, {"locale": "en"})) == ["wood"]
    assert rows(client.get(url, {"q": "wo"})) == ["wood"]


def test_the_list_as_a_table(client, editor) -> None:
    sought("chaufferie bois", (0, 3), filters="theme=eau", filters_text="Eau")
    response = client.get(reverse(LIST), {"export": "csv"})
    table = b"".join(response.streaming_content).decode()
    _head, row = csv.reader(StringIO(table))
    assert row[:5] == ["chaufferie bois", "Eau", "fr", "rien", "3"]


def test_a_cell_that_a_spreadsheet_would_run_is_harmless(client, editor) -> None:
    sought("=HYPERLINK(1)")
    response = client.get(reverse(LIST), {"export": "csv"})
    _head, row = csv.reader(StringIO(b"".join(response.streaming_content).decode()))
    assert row[0] == "'=HYPERLINK(1)"


def test_a_line_leads_to_a_sheet_with_its_title(client, editor) -> None:
    sheets = catalogue("experience")
    sought("chaufferie bois <b>")
    page = client.get(reverse(LIST)).content.decode()
    url = f"/gestion/pages/add/experiences/experiencepage/{sheets.pk}/"
    assert f'href="{url}?title=chaufferie+bois+%3Cb%3E"' in page
    form = client.get(url, {"title": "chaufferie bois <b>"})
    assert form.status_code == 200
    assert form.context["form"].initial["title"] == "Chaufferie bois <b>"
    # The next sheet begins empty, and so does another type of page.
    assert client.get(url).context["form"].initial["title"] == ""
    news = catalogue("actualite")
    other = f"/gestion/pages/add/experiences/newspage/{news.pk}/"
    assert client.get(other, {"title": "x"}).context["form"].initial["title"] == ""


def test_without_a_catalogue_there_is_no_sheet_to_write(client, editor) -> None:
    sought("bois")
    assert "experiencepage" not in client.get(reverse(LIST)).content.decode()


def test_a_line_leads_to_a_synonym_with_its_term(client, editor) -> None:
    sought("AMO, bâtiment")
    page = client.get(reverse(LIST)).content.decode()
    url = reverse("wagtailsnippets_search_synonym:add")
    assert f'href="{url}?terms=AMO%2C+b%C3%A2timent&amp;language=fr"' in page
    form = client.get(url, {"terms": "AMO, bâtiment", "language": "fr"}).context["form"]
    assert form.initial["terms"] == "AMO  bâtiment, "
    assert form.initial["locale"] == Locale.get_default().pk
    assert client.get(url).context["form"].initial["terms"] == ""
    values = {"terms": "AMO, assistance", "locale": Locale.get_default().pk}
    assert client.post(url, values).status_code == 302
    assert Synonym.objects.count() == 1


def test_an_editor_decides(client, editor) -> None:
    search = sought("bois")
    url = reverse("unanswered:edit", args=[search.pk])
    assert "bois" in client.get(url).content.decode()
    response = client.post(url, {"state": State.DONE, "text": "autre chose", "words": "x"})
    assert response.status_code == 302
    search.refresh_from_db()
    assert (search.state, search.text, search.words) == (State.DONE, "bois", "bois")


def decided(client: Client, search: UnansweredSearch, state: str, **more: str):
    return client.post(
        reverse("unanswered:decide", args=[search.pk]), {"state": state, **more}, follow=True
    )


def test_an_editor_decides_from_the_list_with_one_click(client, editor) -> None:
    search, other = sought("bois <b>"), sought("eau")
    form = reverse("unanswered:decide", args=[search.pk])
    page = client.get(reverse(LIST), {"locale": "fr"}).content.decode()
    cell = page.split(f'action="{form}"', maxsplit=1)[1].split("</form>", maxsplit=1)[0]
    assert 'value="fait"' in cell and 'value="ignoree"' in cell and "a-traiter" not in cell
    [back] = re.findall('name="next"\\s+value="([^"]+)"', cell)
    assert back == f"{reverse(LIST)}?locale=fr"
    response = decided(client, search, State.IGNORED, next=back)
    assert response.redirect_chain == [(back, 302)]
    page = response.content.decode()
    assert "« bois &lt;b&gt; » : ignorée." in page and "bois <b>" not in page
    assert len(re.findall('<button[^>]+value="a-traiter"', page)) == 1
    search.refresh_from_db()
    other.refresh_from_db()
    assert (search.state, other.state) == (State.IGNORED, State.OPEN)
    entry = ModelLogEntry.objects.for_instance(search).get()
    assert (entry.action, entry.user) == ("wagtail.edit", editor)
    decided(client, search, State.OPEN)
    search.refresh_from_db()
    assert search.state == State.OPEN


def test_the_results_alone_lead_back_to_the_whole_list(client, editor) -> None:
    sought("bois")
    page = client.get(reverse("unanswered:index_results"), {"q": "bo"}).content.decode()
    assert f'value="{reverse(LIST)}?q=bo"' in page


def test_a_decision_that_does_not_exist_or_is_not_theirs_changes_nothing(client, editor) -> None:
    search = sought("bois")
    url = reverse("unanswered:decide", args=[search.pk])
    assert client.post(url, {"state": "x"}).status_code == 400
    assert client.post(url).status_code == 400
    assert client.get(url).status_code == 405
    assert client.post(url, {"state": State.DONE, "next": "https://evil.example/"}).url == reverse(
        LIST
    )
    assert client.post(url.replace(str(search.pk), "999999"), {"state": "fait"}).status_code == 404
    client.force_login(UserFactory())
    client.post(url, {"state": State.IGNORED})
    search.refresh_from_db()
    assert search.state == State.DONE


def test_an_editor_deletes_what_should_not_have_been_kept(client, editor) -> None:
    search = sought("Jean Dupont")
    assert client.post(reverse("unanswered:delete", args=[search.pk])).status_code == 302
    assert not SearchDay.objects.exists()


@pytest.mark.parametrize("role", ["editor", "superuser"])
def test_nobody_makes_up_a_search(client, role) -> None:
    client.force_login(UserFactory(**{role: True}))
    add = reverse("unanswered:add")
    assert add not in client.get(reverse(LIST)).content.decode()
    assert client.post(add, {"state": State.OPEN}).status_code == 302
    assert not UnansweredSearch.objects.exists()


def test_the_list_is_for_people_who_write(client) -> None:
    client.force_login(UserFactory())
    assert client.get(reverse(LIST)).status_code == 302


def test_the_home_page_shows_the_ten_most_wanted(client, editor) -> None:
    for number in range(12):
        sought(f"mot {number:02}", (1, number + 1))
    sought("déjà fait", (1, 99), state=State.DONE)
    sought("trop ancien", (95, 99))
    page = client.get(reverse("wagtailadmin_home")).content.decode()
    panel = page.split("most-wanted", maxsplit=1)[1]
    assert "mot 11" in panel
    assert "mot 02" in panel
    assert "mot 01" not in panel
    assert "déjà fait" not in panel
    assert "trop ancien" not in panel


def test_the_home_page_says_when_nothing_waits(client, editor) -> None:
    assert "most-wanted" in client.get(reverse("wagtailadmin_home")).content.decode()
    client.force_login(UserFactory(superuser=True))
    assert "most-wanted" in client.get(reverse("wagtailadmin_home")).content.decode()


@pytest.mark.parametrize("name", [LIST, "wagtailadmin_home"])
def test_queries_do_not_grow_with_the_searches(
    client, editor, name, django_assert_max_num_queries
) -> None:
    catalogue("experience")
    sought("bois")
    client.get(reverse(name))
    with django_assert_max_num_queries(80) as one:
        client.get(reverse(name))
    for number in range(6):
        sought(f"mot {number}")
    with django_assert_max_num_queries(len(one)):
        client.get(reverse(name))
