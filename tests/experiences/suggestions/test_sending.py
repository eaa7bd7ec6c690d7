"""A member says what they know better, beside the fact; nobody else can, and not without end."""

from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils.translation import override

from experiences.suggestions import sending
from experiences.suggestions.about import About
from experiences.suggestions.facts import BY_HAND
from experiences.suggestions.models import Suggestion
from tests.factories.experiences import SheetFactory
from tests.factories.members import UserFactory
from tests.factories.organisations import MembershipFactory, OrganisationFactory
from tests.members.journeys import sign_in

pytestmark = pytest.mark.django_db

TEXT = "Dont 12 000 € pour les horloges, hors taxes, compte administratif de 2019."


def address(sheet, about: About) -> str:
    with override("fr"):
        return reverse("suggestions:suggest", args=[sheet.pk, about.value])


def test_a_missing_cost_goes_to_the_editors(as_user) -> None:
    sheet, member = SheetFactory(), UserFactory()
    client = as_user(member)
    page = client.get(address(sheet, About.INVESTMENT)).content.decode()
    assert "Non communiqué" in page
    source = "https://oeuilly.example/compte-2019"
    answers = {"amount": "60 000,50 €", "text": TEXT, "source_url": source}
    response = client.post(address(sheet, About.INVESTMENT), answers)
    assert response.url == "/completer/"
    kept = Suggestion.objects.get()
    assert (kept.page_id, kept.about, kept.amount) == (
        sheet.pk,
        About.INVESTMENT,
        Decimal("60000.50"),
    )
    assert (kept.text, kept.source_url, kept.member, kept.named) == (TEXT, source, member, False)
    assert TEXT in client.get("/completer/").content.decode()


@pytest.mark.parametrize(
    ("language", "typed", "read"),
    [
        ("", "12 400,50", "12400.50"),
        ("", "12\u00a0400", "12400"),
        ("", "12\u202f400\u00a0€", "12400"),
        ("/en", "12,400.50", "12400.50"),
        ("/en", "€12,400", "12400"),
    ],
)
def test_amounts_are_read_as_people_write_them(as_user, language, typed, read) -> None:
    url = address(SheetFactory(), About.YEARLY_COST)
    as_user(UserFactory()).post(language + url, {"amount": typed, "text": TEXT})
    assert Suggestion.objects.get().amount == Decimal(read)


@pytest.mark.parametrize(
    ("about", "answers", "says"),
    [
        (About.INVESTMENT, {"amount": "beaucoup", "text": TEXT}, "en chiffres"),
        (About.INVESTMENT, {"amount": "12.400", "text": TEXT}, "virgule"),
        (About.INVESTMENT, {"amount": "-5", "text": TEXT}, "supérieure ou égale à 0"),
        (About.INVESTMENT, {"amount": "5"}, "Écrivez ce que vous savez"),
        (About.START, {"text": TEXT}, "quatre chiffres"),
        (About.START, {"year": "19", "text": TEXT}, "1900"),
        (About.RESULT, {"text": TEXT}, "Choisissez"),
        (About.RESULT, {"text": "x" * 401, "evidence": "measured"}, "400"),
        (About.SOURCE, {"text": "Rapport"}, "Donnez l’adresse de la source"),
        (About.OTHER, {"text": TEXT, "source_url": "javascript:alert(1)"}, "URL"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(as_user, about, answers, says) -> None:
    response = as_user(UserFactory()).post(address(SheetFactory(), about), answers)
    page = response.content.decode()
    assert response.status_code == 200
    assert says in page
    assert answers.get("text", "")[:300] in page
    assert not Suggestion.objects.exists()


@pytest.mark.parametrize("about", About)
def test_each_fact_asks_its_own_questions(as_user, about) -> None:
    every = {
        "amount": "5",
        "year": "2019",
        "evidence": "measured",
        "source_url": "https://oeuilly.example/",
        "text": "Trois lignes",
    }
    url = address(SheetFactory(complete=True), about)
    client = as_user(UserFactory())
    assert client.get(url).status_code == 200
    assert client.post(url, every).status_code == 302
    kept = Suggestion.objects.get()
    assert (kept.amount is not None) == (
        about in {About.INVESTMENT, About.YEARLY_COST, About.FUNDING}
    )
    assert (kept.year is not None) == (about in {About.START, About.END})
    assert bool(kept.evidence) == (about == About.RESULT)
    assert set(About) > BY_HAND


def test_a_visitor_signs_in_and_comes_back_to_the_form(client) -> None:
    user, url = UserFactory(), address(SheetFactory(), About.RESULT)
    response = client.get(url)
    assert response.url.startswith("/compte/connexion/?next=")
    back = sign_in(client, user.email, next=url)
    assert back.url == url
    assert client.get(back.url).status_code == 200


@pytest.mark.parametrize("traits", [{"draft": True}, {"live": False}])
def test_nobody_learns_of_a_sheet_that_is_not_public(as_user, traits) -> None:
    sheet = SheetFactory(**traits)
    client = as_user(UserFactory())
    for url in (reverse("suggestions:choose", args=[sheet.pk]), address(sheet, About.OTHER)):
        assert client.get(url).status_code == 404
    assert client.post(address(sheet, About.OTHER), {"text": TEXT}).status_code == 404
    assert client.get(f"/completer/{SheetFactory().pk}/inconnu/").status_code == 404


def test_a_private_sheet_takes_no_suggestion(as_user) -> None:
    from wagtail.models import PageViewRestriction

    sheet = SheetFactory()
    PageViewRestriction.objects.create(page=sheet, restriction_type=PageViewRestriction.LOGIN)
    assert as_user(UserFactory()).get(address(sheet, About.OTHER)).status_code == 404


def test_nobody_sends_more_than_a_day_allows_and_what_was_written_stays(
    as_user, monkeypatch, time_machine
) -> None:
    monkeypatch.setattr(sending, "MOST_A_DAY", 2)
    time_machine.move_to("2026-11-02 09:00:00+01:00", tick=False)
    url, member = address(SheetFactory(), About.OTHER), UserFactory()
    client = as_user(member)
    for text in ("Un", "Deux"):
        assert client.post(url, {"text": text}).status_code == 302
    page = client.post(url, {"text": "Trois fautes"}).content.decode()
    assert "Trois fautes" in page
    assert Suggestion.objects.count() == 2
    time_machine.move_to("2026-11-03 09:01:00+01:00", tick=False)
    client = as_user(member)
    assert client.post(url, {"text": "Trois fautes"}).status_code == 302


def test_the_same_sent_twice_is_one(as_user) -> None:
    url, client = address(SheetFactory(), About.OTHER), as_user(UserFactory())
    for _ in range(2):
        assert client.post(url, {"text": TEXT}).status_code == 302
    assert Suggestion.objects.count() == 1


def test_the_organisation_is_the_confirmed_one(as_user) -> None:
    member = UserFactory(display_name="Anne Le Goff")
    MembershipFactory(member=member, waiting=True)
    url = address(SheetFactory(), About.OTHER)
    as_user(member).post(url, {"text": "Avant"})
    MembershipFactory(member=member, organisation=OrganisationFactory(company=True))
    page = as_user(member).get(url).content.decode()
    assert "Anne Le Goff, Lumière d’ici (entreprise)" in page
    as_user(member).post(url, {"text": "Après", "named": "on"})
    places = [(one.text, one.place, one.named) for one in Suggestion.objects.all()]
    assert places == [("Avant", "", False), ("Après", "Lumière d’ici (entreprise)", True)]


def test_a_suggestion_about_a_translation_goes_to_the_sheet_of_its_facts(
    as_user, mirrored, translated
) -> None:
    first, second = SheetFactory(), SheetFactory()
    alias, english = mirrored(first), translated(second, title="Lighting on demand")
    client = as_user(UserFactory())
    for sheet in (alias, english):
        url = "/en" + address(sheet, About.OTHER)
        assert client.get(url).status_code == 200
        assert client.post(url, {"text": TEXT}).status_code == 302
    assert [one.page_id for one in Suggestion.objects.all()] == [first.pk, second.pk]


def test_others_do_not_see_mine(as_user) -> None:
    sheet = SheetFactory()
    as_user(UserFactory()).post(address(sheet, About.OTHER), {"text": TEXT})
    assert TEXT not in as_user(UserFactory()).get("/completer/").content.decode()
    assert TEXT not in as_user(UserFactory()).get(sheet.url).content.decode()


def test_an_account_leads_to_its_suggestions(as_user) -> None:
    page = as_user(UserFactory()).get("/compte/").content.decode()
    assert 'href="/completer/"' in page
