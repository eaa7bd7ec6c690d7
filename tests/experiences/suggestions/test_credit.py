"""Who completed a sheet is named there: once it is published, if they wish, while a member."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from experiences.models import ExperiencePage
from experiences.suggestions.about import About
from experiences.suggestions.deciding import accept, decline
from experiences.suggestions.models import Suggestion
from members.personal_data import delete_account, known
from tests.factories.experiences import SheetFactory
from tests.factories.members import UserFactory
from tests.factories.suggestions import SuggestionFactory

pytestmark = pytest.mark.django_db

NAME, PLACE = "Zéphyrine Xanthe", "Œuilly (Aisne)"


def suggestion(sheet: ExperiencePage, **fields) -> Suggestion:
    fields = {"named": True, "place": PLACE, "about": About.RESULT, "evidence": "measured"} | fields
    fields.setdefault("member", UserFactory(display_name=NAME))
    return SuggestionFactory(page=sheet, **fields)


def publish(sheet: ExperiencePage) -> None:
    ExperiencePage.objects.get(pk=sheet.pk).get_latest_revision().publish()


def test_a_member_is_named_once_the_draft_is_published(client, editor) -> None:
    sheet = SheetFactory(revised=True)
    accept(suggestion=suggestion(sheet), by=editor)
    assert NAME not in client.get(sheet.url).content.decode()
    publish(sheet)
    assert f"Complété par {NAME}, {PLACE}." in client.get(sheet.url).content.decode()


def test_an_older_draft_that_is_published_names_nobody(client, editor) -> None:
    sheet = SheetFactory(revised=True)
    older = sheet.save_revision()
    accept(suggestion=suggestion(sheet), by=editor)
    older.publish()
    assert NAME not in client.get(sheet.url).content.decode()


def test_what_an_editor_wrote_by_hand_is_credited_with_the_next_version(client, editor) -> None:
    sheet = SheetFactory(revised=True)
    accept(suggestion=suggestion(sheet, about=About.OTHER), by=editor)
    assert NAME not in client.get(sheet.url).content.decode()
    ExperiencePage.objects.get(pk=sheet.pk).save_revision().publish()
    assert NAME in client.get(sheet.url).content.decode()


def test_nobody_is_named_who_does_not_wish_it_or_was_declined(client, editor) -> None:
    sheet = SheetFactory(revised=True)
    accept(suggestion=suggestion(sheet, named=False), by=editor)
    decline(suggestion=suggestion(sheet), by=editor, reason="Non.")
    publish(sheet)
    assert "Complété par" not in client.get(sheet.url).content.decode()


def test_each_is_named_once_in_every_language(client, editor, mirrored, translated) -> None:
    sheet, member = SheetFactory(revised=True), UserFactory(display_name=NAME)
    for text in ("Un", "Deux"):
        accept(suggestion=suggestion(sheet, member=member, text=text), by=editor)
    publish(sheet)
    other = SheetFactory(revised=True)
    accept(suggestion=suggestion(other, member=member), by=editor)
    publish(other)
    for page in (sheet, mirrored(sheet), translated(other, title="Lighting on demand")):
        assert client.get(page.url).content.decode().count(NAME) == 1


def test_the_queries_of_a_sheet_do_not_grow_with_what_was_suggested(client, editor) -> None:
    sheet = SheetFactory(revised=True)

    def asked() -> int:
        publish(sheet)
        client.get(sheet.url)
        with CaptureQueriesContext(connection) as captured:
            client.get(sheet.url)
        return len(captured)

    accept(suggestion=suggestion(sheet, text="Un"), by=editor)
    few = asked()
    for number in range(4):
        accept(suggestion=suggestion(sheet, text=f"Encore {number}"), by=editor)
        suggestion(sheet)
    assert asked() == few


def test_a_member_reads_what_they_suggested(editor) -> None:
    one = suggestion(SheetFactory(title="Éclairer moins"), text="Moins 30 %.")
    decline(suggestion=one, by=editor, reason="La source dit 25 %.")
    told = {section.title: section.entries for section in known(one.member)}
    (entry,) = told["Mes suggestions sur les fiches"]
    assert {"Éclairer moins", "Moins 30 %.", "La source dit 25 %.", PLACE} <= {*entry.values()}


@pytest.mark.parametrize("remove", [True, False])
def test_a_deleted_account_leaves_the_fact_and_not_the_name(client, editor, remove) -> None:
    sheet, member = SheetFactory(revised=True), UserFactory(display_name=NAME)
    accept(suggestion=suggestion(sheet, member=member, text="Moins 30 %."), by=editor)
    publish(sheet)
    decline(suggestion=suggestion(sheet, member=member), by=editor, reason="Non.")
    suggestion(sheet, member=member, text="Encore ouverte")
    delete_account(member=member, remove=remove)
    page = client.get(sheet.url).content.decode()
    assert "Moins 30 %." in page.replace("\u00a0", " ")
    assert NAME not in page
    left = [(one.text, one.place, one.named) for one in Suggestion.objects.all()]
    assert left == ([] if remove else [("Encore ouverte", "", False)])


def test_an_editor_who_leaves_does_not_take_decisions_along() -> None:
    editor = UserFactory(editor=True)
    one = suggestion(SheetFactory(revised=True))
    accept(suggestion=one, by=editor)
    delete_account(member=editor, remove=True)
    one.refresh_from_db()
    assert (one.status, one.decided_by) == (Suggestion.Status.ACCEPTED, None)
