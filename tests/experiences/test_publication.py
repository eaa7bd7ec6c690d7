"""The rules of publication hold on every way to publication, and each way works for a good page."""

from datetime import timedelta
from io import StringIO

import pytest
from django.contrib.messages import get_messages
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.models import Locale, PageLogEntry, Revision, WorkflowState
from wagtail_localize.models import TranslationSource

from experiences.models import Result, Source
from experiences.rules import NotPublishable
from tests.experiences.ways import create_url, created, edit_url, sheet_form
from tests.factories.experiences import (
    DossierFactory,
    NewsFactory,
    ResourceFactory,
    SheetFactory,
    ThemePageFactory,
    catalogue,
)
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def good():
    """A draft with its revision that may be published."""
    return SheetFactory(draft=True, revised=True)


@pytest.fixture
def bad():
    """A draft with its revision that lacks a source and the evidence of a result."""
    return SheetFactory(
        draft=True,
        revised=True,
        publication_sources=[],
        results=[Result(text="Moins de dépenses.", evidence="")],
    )


def is_live(page) -> bool:
    page.refresh_from_db()
    return page.live


def later():
    return timezone.now() + timedelta(days=2)


# ---- code ------------------------------------------------------------------------------------


def test_code_publishes_a_good_revision(good) -> None:
    good.get_latest_revision().publish()
    assert is_live(good)


@pytest.mark.parametrize(
    "publish",
    [
        lambda revision: revision.publish(),
        lambda revision: PublishPageRevisionAction(revision).execute(),
        lambda revision: revision.as_object().publish(revision),
    ],
)
def test_code_does_not_publish_a_bad_revision(bad, publish) -> None:
    with pytest.raises(NotPublishable) as refusal:
        publish(bad.get_latest_revision())
    assert set(refusal.value.error_dict) == {"publication_sources", "results"}
    assert not is_live(bad)


def test_code_does_not_make_a_bad_page_live(bad) -> None:
    bad.live = True
    with pytest.raises(NotPublishable):
        bad.save()
    with pytest.raises(NotPublishable):
        SheetFactory(publication_sources=[])
    assert not is_live(bad)


@pytest.mark.parametrize(
    "publish",
    [
        lambda revision: revision.publish(),
        lambda revision: PublishPageRevisionAction(revision).execute(),
    ],
)
@pytest.mark.parametrize("live", [True, False])
def test_code_does_not_schedule_a_bad_revision(publish, live) -> None:
    page = SheetFactory(live=live, revised=True)
    page.publication_sources.clear()
    page.go_live_at = later()
    revision = page.save_revision(clean=False)
    with pytest.raises(NotPublishable):
        publish(revision)
    assert not Revision.objects.filter(approved_go_live_at__isnull=False).exists()


def test_draft_of_a_live_page_may_be_bad(client) -> None:
    page = SheetFactory(revised=True)
    page.publication_sources.clear()
    page.save_revision()
    assert is_live(page)
    assert page.publication_sources.count() == 0
    assert type(page).objects.get(pk=page.pk).publication_sources.count() == 1


@pytest.mark.parametrize(
    ("factory", "rules"),
    [
        (DossierFactory, {"themes", "pillars", "publication_sources", "summary"}),
        (ResourceFactory, {"publication_sources", "summary"}),
        (NewsFactory, {"publication_sources", "summary"}),
        (ThemePageFactory, {"summary"}),
    ],
)
def test_each_type_keeps_its_rules(factory, rules) -> None:
    page = factory(
        draft=True, summary="", themes=[], pillars=[], publication_sources=[], revised=True
    )
    with pytest.raises(NotPublishable) as refusal:
        page.get_latest_revision().publish()
    assert set(refusal.value.error_dict) == rules


# ---- the editor ------------------------------------------------------------------------------


def test_editor_submits_and_moderator_publishes(client) -> None:
    editor, moderator = UserFactory(editor=True), UserFactory(moderator=True)
    client.force_login(editor)
    response = client.post(create_url(), sheet_form(action="action-submit"))
    assert response.status_code == 302
    sheet = created()
    assert not sheet.live
    assert sheet.current_workflow_state.requested_by == editor
    client.force_login(moderator)
    url = reverse(
        "wagtailadmin_pages:workflow_action",
        args=[sheet.pk, "approve", sheet.current_workflow_task_state.pk],
    )
    client.post(url, {"comment": ""})
    assert is_live(sheet)
    assert WorkflowState.objects.get().status == WorkflowState.STATUS_APPROVED


def test_editor_may_not_publish(client) -> None:
    client.force_login(UserFactory(editor=True))
    client.post(create_url(), sheet_form(action="action-publish"))
    assert not created().live


def test_bad_page_is_not_even_submitted(client) -> None:
    client.force_login(UserFactory(editor=True))
    response = client.post(create_url(), sheet_form(action="action-submit", themes=[]))
    assert "themes" in response.context["form"].errors
    assert not WorkflowState.objects.exists()


def messages_of(response) -> str:
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def test_approval_of_a_bad_page_is_refused_with_its_reasons(client, bad) -> None:
    bad.get_workflow().start(bad, UserFactory(editor=True))
    client.force_login(UserFactory(moderator=True))
    task = bad.current_workflow_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[bad.pk, "approve", task.pk])
    response = client.post(url, {"comment": ""})
    assert response.status_code == 302
    assert response.url == edit_url(bad)
    assert "Moins de dépenses." in messages_of(response)
    assert not is_live(bad)
    task.refresh_from_db()
    assert task.status == "in_progress"


def test_moderator_sends_a_bad_page_back(client, bad) -> None:
    bad.get_workflow().start(bad, UserFactory(editor=True))
    client.force_login(UserFactory(moderator=True))
    task = bad.current_workflow_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[bad.pk, "reject", task.pk])
    client.post(url, {"comment": "Il manque la source."})
    assert WorkflowState.objects.get().status == WorkflowState.STATUS_NEEDS_CHANGES


def bulk(*pages) -> str:
    ids = "&".join(f"id={page.pk}" for page in pages)
    return reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"]) + f"?{ids}"


def test_bulk_publication_takes_all_or_none(client, good, bad) -> None:
    client.force_login(UserFactory(moderator=True))
    response = client.post(bulk(good, bad), {"include_descendants": ""})
    assert response.status_code == 302
    assert bad.title in messages_of(response)
    assert not is_live(good)
    assert not is_live(bad)
    client.post(bulk(good), {"include_descendants": ""})
    assert is_live(good)


# ---- the calendar ----------------------------------------------------------------------------


def schedule_form(**changes):
    day = later().strftime("%Y-%m-%d %H:%M")
    return sheet_form(action="action-publish", go_live_at=day, **changes)


def test_scheduled_page_goes_live_on_its_day(client, time_machine) -> None:
    client.force_login(UserFactory(moderator=True))
    assert client.post(create_url(), schedule_form()).status_code == 302
    sheet = created()
    assert not sheet.live
    assert sheet.approved_schedule
    time_machine.move_to(timezone.now() + timedelta(days=3))
    call_command("publish_scheduled")
    assert is_live(sheet)


def test_bad_page_is_not_scheduled(client) -> None:
    client.force_login(UserFactory(moderator=True))
    response = client.post(create_url(), schedule_form(pillars=[]))
    assert "pillars" in response.context["form"].errors


def test_what_became_bad_does_not_hold_back_the_others(good, bad) -> None:
    past = timezone.now() - timedelta(minutes=5)
    for page in (bad, good):
        Revision.objects.filter(pk=page.latest_revision_id).update(approved_go_live_at=past)
    complaints = StringIO()
    call_command("publish_scheduled", stderr=complaints)
    assert is_live(good)
    assert not is_live(bad)
    assert bad.slug in complaints.getvalue()
    entry = PageLogEntry.objects.get(action="experiences.publish_refused")
    assert entry.page_id == bad.pk
    assert len(entry.data["problems"]) == 2
    assert not Revision.objects.filter(approved_go_live_at__isnull=False).exists()


# ---- other ways ------------------------------------------------------------------------------


def test_copy_of_a_bad_page_stays_a_draft(bad) -> None:
    copy = bad.copy(update_attrs={"slug": "copie"}, keep_live=True)
    assert not copy.live


def test_translation_is_published_by_the_same_rules(django_capture_on_commit_callbacks) -> None:
    english = Locale.objects.get(language_code="en")
    sheet = SheetFactory(revised=True)
    catalogue("experience").get_parent().copy_for_translation(english)
    source, _ = TranslationSource.update_or_create_from_instance(sheet)
    with django_capture_on_commit_callbacks(execute=True):
        page, created_now = source.create_or_update_translation(
            english, copy_parent_pages=True, fallback=True
        )
    assert created_now
    assert is_live(page)
    assert [theme.slug for theme in page.themes.all()] == ["eclairage-public"]
    sheet.publication_sources = []
    sheet.save(clean=False)
    source.update_from_db()
    with (
        pytest.raises(NotPublishable),
        django_capture_on_commit_callbacks(execute=True),
    ):
        source.create_or_update_translation(english, fallback=True)
    assert Source.objects.filter(page=page).count() == 1
