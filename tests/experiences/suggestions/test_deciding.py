"""An editor accepts a suggestion into a draft, or declines it; nothing is published by itself."""

from decimal import Decimal

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from experiences.models import ExperiencePage
from experiences.stages import Evidence
from experiences.suggestions.about import About
from experiences.suggestions.deciding import LockedError, accept, decline
from experiences.suggestions.facts import BY_HAND
from experiences.suggestions.models import Suggestion
from members.models import User
from tests.factories.experiences import SheetFactory
from tests.factories.members import UserFactory
from tests.factories.suggestions import SuggestionFactory

pytestmark = pytest.mark.django_db

Status = Suggestion.Status


def draft(sheet: ExperiencePage) -> ExperiencePage:
    return ExperiencePage.objects.get(pk=sheet.pk).get_latest_revision_as_object()


def test_a_cost_goes_into_a_draft_and_the_public_sheet_stays(editor, client) -> None:
    sheet = SheetFactory(revised=True, cost_note="Montants hors taxes.")
    one = SuggestionFactory(
        page=sheet,
        about=About.INVESTMENT,
        amount=Decimal("60000"),
        text="Compte de 2019.",
        source_url="https://oeuilly.example/compte",
    )
    assert accept(suggestion=one, by=editor)
    live, written = ExperiencePage.objects.get(pk=sheet.pk), draft(sheet)
    assert (live.investment, live.has_unpublished_changes) == (None, True)
    assert written.investment == Decimal("60000")
    assert written.cost_note == "Montants hors taxes.\n\nCompte de 2019."
    sources = [(source.title, source.url) for source in written.publication_sources.all()]
    assert sources[-1] == ("oeuilly.example", "https://oeuilly.example/compte")
    assert "60" not in client.get(sheet.url).content.decode().split('id="cout"')[1][:400]
    one.refresh_from_db()
    assert (one.status, one.decided_by) == (Status.ACCEPTED, editor)


@pytest.mark.parametrize(
    ("fields", "reads", "expected"),
    [
        (
            {"about": About.YEARLY_COST, "amount": Decimal("2400.50")},
            lambda sheet: sheet.yearly_cost,
            Decimal("2400.50"),
        ),
        ({"about": About.START, "year": 2014}, lambda sheet: sheet.start_year, 2014),
        (
            {"about": About.RESULT, "text": "Moins 30 %.", "evidence": Evidence.MEASURED},
            lambda sheet: [(one.text, one.evidence) for one in sheet.results.all()][1:],
            [("Moins 30 %.", Evidence.MEASURED)],
        ),
        (
            {"about": About.FUNDING, "text": "Ademe", "amount": Decimal("10")},
            lambda sheet: [(one.funder, one.amount) for one in sheet.funding.all()],
            [("Ademe", Decimal("10"))],
        ),
        (
            {"about": About.SOURCE, "text": "Délibération", "source_url": "https://a.example/"},
            lambda sheet: [one.title for one in sheet.publication_sources.all()][1:],
            ["Délibération"],
        ),
        (
            {"about": About.DIFFICULTIES, "text": "<b>Bruit</b> & \nlumière"},
            lambda sheet: sheet.difficulties,
            "<p>&lt;b&gt;Bruit&lt;/b&gt; &amp; <br>lumière</p>",
        ),
        (
            {"about": About.SOLUTION, "text": "Deux horloges."},
            lambda sheet: [str(block.value) for block in sheet.solution],
            ["<p>Deux horloges.</p>"],
        ),
    ],
)
def test_each_fact_is_put_in_its_place(editor, fields, reads, expected) -> None:
    one = SuggestionFactory(page=SheetFactory(revised=True), **fields)
    accept(suggestion=one, by=editor)
    assert reads(draft(one.page)) == expected


@pytest.mark.parametrize("about", sorted(set(About) - BY_HAND))
def test_a_draft_with_any_suggestion_can_be_published(editor, about) -> None:
    sheet = SheetFactory(complete=True, revised=True)
    one = SuggestionFactory(
        page=sheet,
        about=about,
        amount=Decimal("5"),
        year=2012,
        evidence=Evidence.DECLARED,
        source_url="https://oeuilly.example/",
        text="Une ligne",
    )
    accept(suggestion=one, by=editor)
    draft(sheet).get_latest_revision().publish()
    assert ExperiencePage.objects.get(pk=sheet.pk).has_unpublished_changes is False


@pytest.mark.parametrize("about", sorted(BY_HAND))
def test_what_a_person_has_to_write_opens_the_editor(as_user, editor, about) -> None:
    one = SuggestionFactory(page=SheetFactory(revised=True), about=about)
    before = one.page.latest_revision_id
    response = as_user(editor).post(reverse("suggestions_accept", args=[one.pk]))
    assert response.url == reverse("wagtailadmin_pages:edit", args=[one.page_id])
    one.refresh_from_db()
    assert one.status == Status.ACCEPTED
    assert ExperiencePage.objects.get(pk=one.page_id).latest_revision_id == before


def test_changes_that_wait_for_publication_stay(editor) -> None:
    sheet = SheetFactory(revised=True)
    waiting = draft(sheet)
    waiting.summary = "Un autre résumé, pas encore publié."
    waiting.save_revision()
    for about, year in ((About.START, 2012), (About.END, 2014)):
        accept(suggestion=SuggestionFactory(page=sheet, about=about, year=year), by=editor)
    written = draft(sheet)
    assert written.summary == "Un autre résumé, pas encore publié."
    assert (written.start_year, written.end_year) == (2012, 2014)


def test_a_draft_that_would_contradict_itself_is_not_made(as_user, editor) -> None:
    sheet = SheetFactory(revised=True, start_year=2014)
    one = SuggestionFactory(page=sheet, about=About.END, year=2012)
    response = as_user(editor).post(reverse("suggestions_accept", args=[one.pk]), follow=True)
    assert "précède l’année de lancement" in response.content.decode()
    one.refresh_from_db()
    assert (one.status, draft(sheet).end_year) == (Status.OPEN, None)


def test_the_second_of_two_editors_changes_nothing(editor, as_user) -> None:
    one = SuggestionFactory(page=SheetFactory(revised=True), about=About.RESULT)
    stale = Suggestion.objects.get(pk=one.pk)
    assert accept(suggestion=one, by=editor)
    other = UserFactory(editor=True)
    assert not accept(suggestion=stale, by=other)
    assert not decline(suggestion=stale, by=other, reason="Non.")
    url = reverse("suggestions_accept", args=[one.pk])
    assert "entre-temps" in as_user(other).post(url, follow=True).content.decode()
    assert draft(one.page).results.count() == 2
    one.refresh_from_db()
    assert (one.status, one.decided_by) == (Status.ACCEPTED, editor)


def test_a_locked_sheet_is_left_alone(as_user, editor) -> None:
    sheet = SheetFactory(revised=True)
    sheet.locked, sheet.locked_by, sheet.locked_at = True, UserFactory(editor=True), timezone.now()
    sheet.save()
    one = SuggestionFactory(page=sheet)
    with pytest.raises(LockedError):
        accept(suggestion=one, by=editor)
    response = as_user(editor).post(reverse("suggestions_accept", args=[one.pk]), follow=True)
    assert "verrouillée" in response.content.decode()
    one.refresh_from_db()
    assert one.is_open
    assert accept(suggestion=one, by=User.objects.get(pk=sheet.locked_by_id))


def test_nobody_but_who_may_change_the_sheet_decides(as_user) -> None:
    one, somebody = SuggestionFactory(), UserFactory()
    with pytest.raises(PermissionDenied):
        accept(suggestion=one, by=somebody)
    with pytest.raises(PermissionDenied):
        decline(suggestion=one, by=somebody, reason="Non.")
    client = as_user(somebody)
    for name in ("suggestions_accept", "suggestions_decide"):
        client.post(reverse(name, args=[one.pk]), {"reason": "Non."})
    assert client.get(reverse("suggestions_decide", args=[one.pk])).status_code in (302, 403)
    assert client.get(reverse("suggestions_list")).status_code in (302, 403)
    one.refresh_from_db()
    assert one.is_open


def test_what_is_declined_is_answered_with_a_reason(
    as_user, editor, django_capture_on_commit_callbacks
) -> None:
    one = SuggestionFactory(page=SheetFactory(title="Éclairer moins"))
    client, url = as_user(editor), reverse("suggestions_decide", args=[one.pk])
    assert "Donnez le motif" in client.post(url, {"reason": " "}).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(url, {"reason": "La source dit 2018."}).status_code == 302
    one.refresh_from_db()
    assert (one.status, one.reason) == (Status.DECLINED, "La source dit 2018.")
    (message,) = mail.outbox
    assert message.to == [one.member.email]
    assert "Éclairer moins" in message.subject
    assert "La source dit 2018." in message.body
    assert "La source dit 2018." in as_user(one.member).get("/completer/").content.decode()


def test_what_is_accepted_is_answered(editor, django_capture_on_commit_callbacks) -> None:
    one = SuggestionFactory(page=SheetFactory(revised=True))
    with django_capture_on_commit_callbacks(execute=True):
        accept(suggestion=one, by=editor)
    (message,) = mail.outbox
    assert message.to == [one.member.email]
    assert "Merci" in message.body
    assert "/completer/" in message.body


def test_who_has_left_is_told_nothing(editor, django_capture_on_commit_callbacks) -> None:
    one = SuggestionFactory(page=SheetFactory(revised=True), member=None)
    with django_capture_on_commit_callbacks(execute=True):
        assert accept(suggestion=one, by=editor)
    assert mail.outbox == []


def test_an_answer_that_does_not_leave_undoes_nothing(
    editor, settings, django_capture_on_commit_callbacks
) -> None:
    settings.EMAIL_BACKEND = "no.such.Backend"
    one = SuggestionFactory(page=SheetFactory(revised=True))
    with django_capture_on_commit_callbacks(execute=True):
        accept(suggestion=one, by=editor)
    one.refresh_from_db()
    assert one.status == Status.ACCEPTED
