"""An obligation is submitted, reviewed and published as pages are, by the same roles and rules."""

from datetime import timedelta
from io import StringIO

import pytest
from django.contrib.messages import get_messages
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Revision, WorkflowState

from experiences.obligations.models import Obligation
from experiences.rules import NotPublishable
from tests.experiences.obligations.test_administration import LIST, sent
from tests.factories.members import UserFactory
from tests.factories.obligations import ObligationFactory, english

pytestmark = pytest.mark.django_db


@pytest.fixture
def submitted(client) -> Obligation:
    """A draft that an editor wrote and submitted."""
    client.force_login(UserFactory(editor=True))
    response = client.post(reverse(f"{LIST}:add"), sent() | {"action-submit": "1"})
    assert response.status_code == 302, response.context["form"].errors
    return Obligation.objects.get()


def is_live(made: Obligation) -> bool:
    made.refresh_from_db()
    return made.live


def name_of_draft(made: Obligation) -> str:
    made.refresh_from_db()
    return made.get_latest_revision_as_object().name


def edit(made: Obligation) -> str:
    return reverse(f"{LIST}:edit", args=[made.pk])


def decide(client, made: Obligation, action: str):
    task = made.current_workflow_task_state
    url = reverse(f"{LIST}:workflow_action", args=[made.pk, action, task.pk])
    return client.post(url, {"comment": "Citez l’article."})


def drafted(made: Obligation, **fields) -> Obligation:
    """`made` with a draft that changes `fields`."""
    for name, value in fields.items():
        setattr(made, name, value)
    made.save_revision(clean=False)
    return made


def test_obligations_follow_the_workflow_of_pages() -> None:
    workflow = ObligationFactory().get_workflow()
    assert workflow == Page.get_first_root_node().workflowpage.workflow
    assert english(ObligationFactory()).get_workflow() == workflow


@pytest.mark.parametrize("trait", ["moderator", "administrator"])
def test_what_an_editor_submits_is_approved_and_published(client, submitted, trait: str) -> None:
    assert not submitted.live
    assert client.get(submitted.get_absolute_url()).status_code == 404
    client.force_login(UserFactory(**{trait: True}))
    decide(client, submitted, "approve")
    assert is_live(submitted)
    assert client.get(submitted.get_absolute_url()).status_code == 200
    assert WorkflowState.objects.get().status == WorkflowState.STATUS_APPROVED


def test_a_moderator_sends_it_back_and_the_editor_submits_it_again(client, submitted) -> None:
    client.force_login(UserFactory(moderator=True))
    decide(client, submitted, "reject")
    assert WorkflowState.objects.get().status == WorkflowState.STATUS_NEEDS_CHANGES
    client.force_login(UserFactory(editor=True))
    client.post(edit(submitted), sent(law="Art. L. 112-8") | {"action-submit": "1"})
    assert WorkflowState.objects.get().status == WorkflowState.STATUS_IN_PROGRESS
    assert not is_live(submitted)


@pytest.mark.parametrize("trait", ["editor", None])
def test_who_may_only_write_neither_approves_nor_publishes(client, submitted, trait) -> None:
    client.force_login(UserFactory(**({trait: True} if trait else {})))
    decide(client, submitted, "approve")
    client.post(edit(submitted), sent() | {"action-publish": "1"})
    client.post(reverse(f"{LIST}:unlock", args=[submitted.pk]))
    assert not is_live(submitted)
    assert submitted.workflow_in_progress


def test_what_is_in_review_is_locked_for_editors_alone(client, submitted) -> None:
    client.post(edit(submitted), sent(name="Autre nom"))
    assert name_of_draft(submitted) == "Ouverture des données"
    client.force_login(UserFactory(moderator=True))
    client.post(edit(submitted), sent(name="Nom relu"))
    assert name_of_draft(submitted) == "Nom relu"


def test_what_a_moderator_locks_is_not_changed_by_an_editor(client) -> None:
    made = ObligationFactory()
    moderator = UserFactory(moderator=True)
    client.force_login(UserFactory(editor=True))
    client.post(reverse(f"{LIST}:lock", args=[made.pk]))
    made.refresh_from_db()
    assert not made.locked
    client.force_login(moderator)
    client.post(reverse(f"{LIST}:lock", args=[made.pk]))
    made.refresh_from_db()
    assert made.locked_by == moderator
    client.force_login(UserFactory(editor=True))
    client.post(edit(made), sent(slug=made.slug, name="Autre nom"))
    assert not Revision.objects.filter(object_id=str(made.pk)).exists()


def test_what_breaks_a_rule_is_not_even_submitted(client) -> None:
    client.force_login(UserFactory(editor=True))
    dates = {"in_force_from": "2027-01-01", "in_force_to": "2026-01-01"}
    for fields in ({"law": ""}, dates, {"slug": "suivi"}):
        response = client.post(reverse(f"{LIST}:add"), sent(**fields) | {"action-submit": "1"})
        assert response.context["form"].errors
    assert not WorkflowState.objects.exists()


def test_approval_of_what_breaks_a_rule_is_refused_with_its_reasons(client) -> None:
    made = drafted(ObligationFactory(draft=True), law="", slug="suivi")
    made.get_workflow().start(made, UserFactory(editor=True))
    client.force_login(UserFactory(moderator=True))
    response = decide(client, made, "approve")
    assert (response.status_code, response.url) == (302, edit(made))
    said = " ".join(str(one) for one in get_messages(response.wsgi_request)).replace("\xa0", " ")
    assert "Texte : Ce champ ne peut pas être vide." in said
    assert "Ce mot est pris" in said
    assert not is_live(made)
    assert made.workflow_in_progress


def test_code_publishes_what_keeps_the_rules_alone() -> None:
    good = drafted(ObligationFactory(draft=True), summary="Publier en ligne.")
    good.get_latest_revision().publish()
    assert is_live(good)
    twin = drafted(ObligationFactory(draft=True), slug=good.slug)
    with pytest.raises(NotPublishable) as refusal:
        twin.get_latest_revision().publish()
    assert refusal.value.instance.pk == twin.pk
    assert not is_live(twin)


def test_what_became_bad_does_not_hold_back_the_others() -> None:
    bad = drafted(ObligationFactory(draft=True), law="")
    good = drafted(ObligationFactory(draft=True), law="Art. L. 112-8")
    Revision.objects.update(approved_go_live_at=timezone.now() - timedelta(minutes=5))
    complaints = StringIO()
    call_command("publish_scheduled", stderr=complaints)
    assert (is_live(bad), is_live(good)) == (False, True)
    assert bad.slug in complaints.getvalue()
