"""Editors keep the advice: its form, its gaps, its words in two languages, where it leads."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.models import Locale, PageViewRestriction

from experiences.diagnostic.advice import Advice
from experiences.diagnostic.gaps import coverage, orphans
from experiences.diagnostic.models import Edition
from tests.factories.diagnostic import EditionFactory, RespondentFactory
from tests.factories.experiences import SheetFactory
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db


def advice(**more) -> Advice:
    values = {"section": "donnees", "action": "Publiez vos adresses", "why": "Utile.", "hours": 4}
    return Advice.objects.create(locale=Locale.get_default(), **{**values, **more})


def result_of(client, prefix: str = "") -> str:
    respondent = RespondentFactory()
    address = reverse("diagnostic:result", args=[respondent.token])
    return client.get(prefix + address).content.decode()


@pytest.fixture
def editor(client):
    client.force_login(UserFactory(editor=True))
    return client


def sent(**more) -> dict[str, object]:
    values = {
        "section": "donnees",
        "question": "",
        "action": "Publiez vos adresses",
        "why": "Les secours en ont besoin.",
        "hours": "4",
        "at_most": "40",
        "position": "1",
        "live": "on",
        "page": "",
        "address": "",
        "sizes": ["moins-de-3500"],
        "kinds": ["commune"],
    }
    return {**values, **more}


ADD = "wagtailsnippets_diagnostic_advice:add"


def test_an_editor_writes_an_advice_by_the_names_of_sections(editor) -> None:
    EditionFactory()
    assert "Données et souveraineté" in editor.get(reverse(ADD)).content.decode()
    assert editor.post(reverse(ADD), sent()).status_code == 302
    [kept] = Advice.objects.all()
    assert (kept.sizes, kept.kinds) == (["moins-de-3500"], ["commune"])


def test_what_is_not_in_the_list_is_refused(editor) -> None:
    EditionFactory()
    editor.post(reverse(ADD), sent(sizes=["minuscule"]))
    editor.post(reverse(ADD), sent(hours="0"))
    assert not Advice.objects.exists()


def test_sizes_and_two_ways_to_read_on_are_checked() -> None:
    rule = Advice(section="a", action="a", why="a", hours=1, sizes=["minuscule"], page_id=1)
    rule.address = "https://example.org/"
    with pytest.raises(ValidationError) as raised:
        rule.clean()
    assert set(raised.value.message_dict) == {"sizes", "address"}


def test_a_member_keeps_no_advice(client) -> None:
    client.force_login(UserFactory())
    assert client.get(reverse(ADD)).status_code in (302, 403)
    assert client.get(reverse("diagnostic_advice")).status_code in (302, 403)


def test_the_report_names_the_territories_without_advice(editor) -> None:
    edition = EditionFactory()
    advice(sizes=["moins-de-3500"])
    advice(section="ancienne")
    found = editor.get(reverse("diagnostic_advice")).content.decode()
    assert "Publiez vos adresses" in found
    rules = list(Advice.objects.rules())
    rows = coverage(edition.questionnaire("fr"), rules)
    assert [len(row.gaps) for row in rows] == [8, 8, 8, 8, 6, 8]
    assert len(orphans(edition.questionnaire("fr"), rules)) == 1


def test_the_report_before_the_first_edition(editor) -> None:
    assert not Edition.objects.exists()
    assert editor.get(reverse("diagnostic_advice")).status_code == 200


def test_what_is_not_live_is_not_advised(client) -> None:
    advice(live=False)
    assert "Publiez vos adresses" not in result_of(client)


def test_an_advice_is_told_in_the_language_of_the_page(client) -> None:
    french = advice()
    english = Locale.objects.get_or_create(language_code="en")[0]
    values = {"section": "donnees", "action": "Publish your addresses", "why": "x", "hours": 4}
    Advice.objects.create(locale=english, translation_key=french.translation_key, **values)
    assert "Publiez vos adresses" in result_of(client)
    assert "Publish your addresses" in result_of(client, "/en")


def test_an_advice_without_translation_says_its_language(client) -> None:
    advice()
    assert '<h3 lang="fr">Publiez vos adresses</h3>' in result_of(client, "/en")


def test_it_leads_to_a_page_that_anyone_may_read(client) -> None:
    sheet = SheetFactory()
    advice(page=sheet)
    assert f'href="{sheet.url}"' in result_of(client)


@pytest.mark.parametrize("hidden", ["draft", "private"])
def test_it_leads_to_no_hidden_page(client, hidden) -> None:
    sheet = SheetFactory()
    advice(page=sheet)
    if hidden == "draft":
        sheet.unpublish()
    else:
        PageViewRestriction.objects.create(page=sheet, restriction_type="login")
    found = result_of(client)
    assert "Publiez vos adresses" in found
    assert sheet.title not in found
