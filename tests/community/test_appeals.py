"""Authors ask once for another look, another moderator answers, and the years are counted."""

from datetime import UTC, datetime

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied

from community import appeals, moderation
from community.figures import yearly_figures
from community.forum_conversation.models import Post
from community.models import Appeal, Decision, Notice
from community.permissions import access
from members.personal_data import delete_account, known
from tests.factories.community import PostFactory, TopicFactory
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def first():
    return UserFactory(moderator=True)


def refused(by, **fields) -> Decision:
    post = PostFactory(topic=TopicFactory(), approved=False, held_for=["first", "link"], **fields)
    moderation.refuse(access=access(by), post=post, reason="Sans source.")
    return Decision.objects.get(post=post)


def deleted(by, **fields) -> Decision:
    post = PostFactory(topic=TopicFactory(), content="Texte effacé", **fields)
    moderation.delete(access=access(by), post=post, reason="Hors sujet.")
    return Decision.objects.latest("pk")


@pytest.mark.parametrize("make", [refused, deleted])
def test_an_author_asks_once_and_only_about_their_own(first, as_user, make) -> None:
    decision = make(first)
    url = f"/communaute/recours/{decision.pk}/"
    author = as_user(decision.author)
    page = author.get(url).content.decode()
    assert decision.reason in page
    assert ("Texte effacé" in page) is False
    assert "field--bad" in author.post(url, {"text": " "}).content.decode()
    author.post(url, {"text": "La source est au troisième paragraphe."})
    author.post(url, {"text": "Encore."})
    assert Appeal.objects.get().text == "La source est au troisième paragraphe."
    other = as_user(UserFactory())
    assert other.get(url).status_code == other.post(url, {"text": "x"}).status_code == 404
    with pytest.raises(PermissionDenied):
        appeals.appeal(access=access(decision.author), decision=decision, text="Encore.")


def test_a_refused_message_leads_its_author_to_the_appeal(first, as_user, read) -> None:
    decision = refused(first)
    author = as_user(decision.author)
    page = read(decision.topic.get_absolute_url(), author)
    link = page.find("a", string="Demander un autre regard")
    assert author.get(link["href"]).url == f"/communaute/recours/{decision.pk}/"
    moderator = read(decision.topic.get_absolute_url(), as_user(first))
    assert moderator.find("a", string="Demander un autre regard") is None
    assert as_user(first).get(link["href"]).status_code == 404


def test_another_moderator_answers_and_a_refused_message_is_published(
    first, as_user, client, read, django_capture_on_commit_callbacks
) -> None:
    second = UserFactory(moderator=True)
    decision = refused(first, content="Enfin visible")
    follower = UserFactory()
    decision.topic.subscribers.add(follower)
    made = appeals.appeal(access=access(decision.author), decision=decision, text="Relisez.")
    assert "Recours" in read("/communaute/moderation/", as_user(second)).text
    url = f"/communaute/recours/{made.pk}/decider/"
    assert as_user(first).get(url).status_code == 403
    assert as_user(decision.author).get(url).status_code == 403
    page = as_user(second).get(url).content.decode()
    assert "Relisez." in page
    sent = {"answer": "grant", "reason": "La source y est."}
    assert "field--bad" in as_user(second).post(url, sent | {"reason": ""}).content.decode()
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        as_user(second).post(url, sent)
    assert "Enfin visible" in client.get(decision.topic.get_absolute_url()).content.decode()
    assert mail.outbox[0].to == [decision.author.email]
    assert "La source y est." in mail.outbox[0].body
    assert Notice.objects.get(post=decision.post).member == follower
    assert Decision.objects.filter(action="appeal_granted", moderator=second).exists()
    assert "Recours</h2>" not in as_user(second).get("/communaute/moderation/").content.decode()
    assert as_user(second).post(url, sent).status_code == 404


def test_a_decision_that_stays_changes_nothing(first) -> None:
    decision = refused(first)
    made = appeals.appeal(access=access(decision.author), decision=decision, text="Relisez.")
    other = access(UserFactory(moderator=True))
    with pytest.raises(ValueError, match="reason"):
        appeals.decide(access=other, appeal=made, granted=False, reason=" ")
    appeals.decide(access=other, appeal=made, granted=False, reason="Toujours sans source.")
    assert not Post.objects.get(pk=decision.post_id).approved
    made.refresh_from_db()
    assert (made.granted, bool(made.decided_at)) == (False, True)


def test_who_decided_first_decides_again_where_nobody_else_could(first) -> None:
    decision = deleted(first)
    made = appeals.appeal(access=access(decision.author), decision=decision, text="Pourquoi ?")
    assert appeals.may_decide(access(first), made)
    UserFactory(moderator=True)
    assert not appeals.may_decide(access(first), made)


def test_what_is_settled_is_not_appealed(first) -> None:
    decision = refused(first)
    moderation.approve(access=access(first), post=decision.post)
    decision.refresh_from_db()
    assert not appeals.may_appeal(decision.author, decision)
    kept = Decision.objects.create(action="closed", author=decision.author)
    assert not appeals.may_appeal(decision.author, kept)


def test_the_letter_of_a_deletion_leads_to_the_appeal(
    first, django_capture_on_commit_callbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        decision = deleted(first)
    assert f"/communaute/recours/{decision.pk}/" in mail.outbox[0].body


def test_figures_tell_numbers_by_year_and_no_person(first, client) -> None:
    post = PostFactory(topic=TopicFactory(), approved=False, held_for=["first", "link"])
    moderation.approve(access=access(first), post=post)
    decision = refused(first)
    moderation.report(access=access(UserFactory()), post=post, reason="Une publicité ?")
    Decision.objects.create(action="closed", made_at=datetime(2025, 6, 1, tzinfo=UTC))
    now, before = yearly_figures()
    assert (now.reports, now.decisions["refused"], before.year) == (1, 1, 2025)
    assert now.by_reason == [
        ("Premier message de ce membre", 1, 1),
        ("Lien dans le message d’un nouveau membre", 1, 1),
    ]
    page = client.get("/communaute/moderation/chiffres/").content.decode()
    assert "Message refusé" in page
    for hidden in (first.display_name, decision.author.display_name, "Sans source", "publicité"):
        assert hidden not in page


def test_figures_of_nothing_say_so(client) -> None:
    assert "Aucune décision" in client.get("/communaute/moderation/chiffres/").content.decode()


def test_an_author_learns_of_decisions_and_nothing_is_left_of_an_appeal(first) -> None:
    decision = deleted(first)
    appeals.appeal(access=access(decision.author), decision=decision, text="Zyxq du recours")
    told = " ".join(str(entry) for one in known(decision.author) for entry in one.entries)
    assert "Hors sujet." in told
    assert "Zyxq" in told
    delete_account(member=decision.author, remove=False)
    assert not Appeal.objects.exists()
    assert Decision.objects.get(pk=decision.pk).author is None
