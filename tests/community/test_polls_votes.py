"""Votes in polls: who may, how often, what is shown of them, and what becomes of them."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from machina.apps.forum_permission.shortcuts import ALL_AUTHENTICATED_USERS, assign_perm

from community.forum_conversation.forum_polls.models import TopicPoll, TopicPollVote
from community.forum_conversation.models import Topic
from community.permissions import access
from community.polls.voting import CannotVoteError, vote
from members.personal_data import delete_account, known
from search.models import Change, Document
from tests.community.test_pages import TOPIC_QUERIES, queries
from tests.factories.community import (
    CategoryFactory,
    PollFactory,
    PostFactory,
    TopicFactory,
    voted,
)
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db

SHORT, MIDDLE, LONG = "Moins de 5 heures", "5 ou 6 heures", "Toute la nuit"


def choose(client: Client, poll: TopicPoll, *texts: str):
    keys = [poll.options.get(text=text).pk for text in texts]
    return client.post(f"/communaute/sujets/{poll.topic_id}/sondage/voter/", {"options": keys})


def said(page) -> str:
    """The words of the section of the poll."""
    return " ".join(page.select_one("#sondage").text.split())


def chosen(poll: TopicPoll) -> list[str]:
    votes = TopicPollVote.objects.filter(poll_option__poll=poll).order_by("poll_option")
    return [one.poll_option.text for one in votes]


def test_a_member_votes_and_everybody_reads_the_numbers(as_user, read) -> None:
    poll = PollFactory()
    voted(poll, LONG)
    client, url = as_user(UserFactory()), poll.topic.get_absolute_url()
    page = read(url, client)
    assert [box["type"] for box in page.select("#sondage input[name=options]")] == ["radio"] * 3
    assert page.select_one("#sondage > details summary").text == "Voir les résultats"
    assert "Personne ne voit qui a voté quoi" in said(page)
    response = choose(client, poll, LONG)
    assert response.url == f"{url}#sondage"
    page = read(url, client)
    assert "Votre vote est compté" in page.text
    assert f"{LONG} : 2 votes, 100 %" in said(page)
    assert "Votre choix" in said(page)
    visitor = read(url)
    assert f"{LONG} : 2 votes, 100 %" in said(visitor)
    assert f"{SHORT} : 0 vote, 0 %" in said(visitor)
    assert "2 membres ont voté" in said(visitor)
    assert visitor.select_one("#sondage a")["href"].startswith(
        "/compte/connexion/?next=/communaute/"
    )
    assert not visitor.select("#sondage form")
    assert [bar["value"] for bar in visitor.select("#sondage progress")] == ["0", "0", "2"]


def test_shares_are_of_those_who_voted_where_several_may_be_chosen(as_user, read) -> None:
    poll = PollFactory(max_options=2)
    client = as_user(UserFactory())
    assert choose(client, poll, SHORT, LONG).status_code == 302
    voted(poll, LONG)
    page = read(poll.topic.get_absolute_url())
    assert f"{SHORT} : 1 vote, 50 %" in said(page)
    assert f"{LONG} : 2 votes, 100 %" in said(page)
    assert "2 membres ont voté" in said(page)
    assert "parts se rapportent" in said(page)


def test_a_vote_is_changed_where_the_poll_says_so(as_user, read) -> None:
    member = UserFactory()
    poll = PollFactory()
    client = as_user(member)
    choose(client, poll, SHORT)
    page = read(poll.topic.get_absolute_url(), client)
    assert page.select_one("#sondage > details summary").text == "Changer mon vote"
    assert len(page.select("#sondage input[checked]")) == 1
    choose(client, poll, LONG)
    assert chosen(poll) == [LONG]
    TopicPoll.objects.update(user_changes=False)
    page = client.get(choose(client, poll, MIDDLE).url).content.decode()
    assert "dans ce sondage, un vote ne se change pas" in page
    assert chosen(poll) == [LONG]


def test_the_same_vote_twice_counts_once(as_user) -> None:
    client, poll = as_user(UserFactory()), PollFactory(user_changes=False)
    for _ in range(2):
        choose(client, poll, SHORT)
    assert chosen(poll) == [SHORT]
    assert TopicPollVote.objects.count() == 1


def test_the_database_takes_no_option_twice_of_a_member() -> None:
    poll, member = PollFactory(), UserFactory()
    voted(poll, SHORT, voter=member)
    with pytest.raises(IntegrityError), transaction.atomic():
        voted(poll, SHORT, voter=member)


@pytest.mark.parametrize(
    ("number", "said_of_it"),
    [(0, "Choisissez une réponse"), (3, "2 réponses au plus")],
)
def test_what_is_wrong_with_a_choice_is_said_and_the_choice_is_kept(
    as_user, number: int, said_of_it: str
) -> None:
    poll = PollFactory(max_options=2)
    response = choose(as_user(UserFactory()), poll, *(SHORT, MIDDLE, LONG)[:number])
    page = response.content.decode()
    assert response.status_code == 200
    assert said_of_it in page
    assert page.count(" checked") == number
    assert 'href="#vote-options_0"' in page
    assert not TopicPollVote.objects.exists()


def test_options_of_another_poll_are_none_of_this(as_user) -> None:
    poll, other = PollFactory(), PollFactory()
    key = other.options.first().pk
    url = f"/communaute/sujets/{poll.topic_id}/sondage/voter/"
    for value in (key, "x", "9" * 30, "-1"):
        page = as_user(UserFactory()).post(url, {"options": value})
        assert "n’est plus proposée" in page.content.decode()
    with pytest.raises(CannotVoteError):
        vote(access=access(UserFactory()), poll=poll, chosen=[key])
    assert not TopicPollVote.objects.exists()


CLOSED = {
    "closed by its author": lambda poll: TopicPoll.objects.update(closed_at=timezone.now()),
    "its days are over": lambda poll: TopicPoll.objects.update(
        duration=3, created=timezone.now() - timedelta(days=3)
    ),
    "closed topic": lambda poll: Topic.objects.update(status=Topic.TOPIC_LOCKED),
    "not allowed": lambda poll: assign_perm(
        "can_vote_in_polls", ALL_AUTHENTICATED_USERS, poll.topic.forum, has_perm=False
    ),
}


@pytest.mark.parametrize("case", CLOSED)
def test_where_nobody_may_vote_it_is_said_and_the_numbers_stay(as_user, read, case: str) -> None:
    poll = PollFactory()
    voted(poll, LONG)
    CLOSED[case](poll)
    client = as_user(UserFactory())
    page = read(poll.topic.get_absolute_url(), client)
    assert not page.select("#sondage form")
    assert "1 membre a voté" in said(page)
    why = page.select_one("#sondage > .muted").text
    assert why
    response = choose(client, poll, SHORT)
    assert why in client.get(response.url).content.decode()
    assert chosen(poll) == [LONG]
    if case != "not allowed":
        assert "Se connecter pour voter" not in said(read(poll.topic.get_absolute_url()))


@pytest.mark.parametrize("who", ["author", "moderator", "superuser"])
def test_a_held_topic_takes_no_vote_even_of_those_who_see_it(as_user, who: str) -> None:
    topic = TopicFactory(approved=False)
    poll = PollFactory(topic=topic)
    client = as_user(topic.poster if who == "author" else UserFactory(**{who: True}))
    page = client.get(choose(client, poll, SHORT).url).content.decode()
    assert "Les votes commencent quand le message est publié" in page
    assert not TopicPollVote.objects.exists()


def test_nobody_votes_in_what_they_do_not_see(as_user) -> None:
    held = PollFactory(topic=TopicFactory(approved=False))
    private = PollFactory(topic=TopicFactory(forum=CategoryFactory(private=True)))
    for poll in (held, private):
        assert choose(as_user(UserFactory()), poll, SHORT).status_code == 404
    assert choose(Client(), PollFactory(), SHORT).url.startswith("/compte/connexion/?next=")
    assert not TopicPollVote.objects.exists()


def test_a_vote_without_the_token_of_its_page_is_refused() -> None:
    poll, client = PollFactory(), Client(enforce_csrf_checks=True)
    client.force_login(UserFactory())
    assert choose(client, poll, SHORT).status_code == 403


def test_who_voted_what_is_shown_to_nobody_else(as_user, client: Client) -> None:
    voter = UserFactory(display_name="Zélie Vautour")
    poll = PollFactory()
    voted(poll, LONG, voter=voter)
    url = poll.topic.get_absolute_url()
    for other in (client, as_user(UserFactory(superuser=True)), as_user(poll.topic.poster)):
        page = other.get(url).content.decode()
        assert "Zélie" not in page
        assert "Votre choix" not in page


def test_the_poll_stands_on_the_first_page_alone(read) -> None:
    poll = PollFactory()
    for _ in range(21):
        PostFactory(topic=poll.topic)
    assert read(poll.topic.get_absolute_url()).select_one("#sondage")
    assert not read(f"{poll.topic.get_absolute_url()}?page=2").select_one("#sondage")


@pytest.mark.parametrize("signed_in", [False, True])
def test_a_poll_costs_one_query_whatever_its_size_and_none_costs_none(as_user, signed_in) -> None:
    client = as_user(UserFactory(moderator=True) if signed_in else None)
    topic = TopicFactory()
    bare = queries(client, topic.get_absolute_url())
    poll = PollFactory(topic=topic)
    assert queries(client, topic.get_absolute_url()) == bare + 1 <= TOPIC_QUERIES
    big = PollFactory(options=[f"Choix {number}" for number in range(10)], max_options=3)
    for number in range(12):
        voted(big, f"Choix {number % 10}", f"Choix {(number + 1) % 10}")
    assert queries(client, big.topic.get_absolute_url()) == bare + 1
    assert poll.options.count() == 3


def test_votes_are_no_matter_of_the_search(as_user) -> None:
    poll = PollFactory()
    Topic.objects.get(pk=poll.topic_id).save()
    before = list(Document.objects.values()), list(Change.objects.values())
    updated = Topic.objects.get(pk=poll.topic_id).updated
    choose(as_user(UserFactory()), poll, LONG)
    assert (list(Document.objects.values()), list(Change.objects.values())) == before
    assert Topic.objects.get(pk=poll.topic_id).updated == updated


def test_a_member_is_told_of_their_votes_and_polls() -> None:
    member = UserFactory()
    voted(PollFactory(question="Combien d’heures ?"), LONG, voter=member)
    PollFactory(topic=TopicFactory(poster=member), question="Et chez vous ?")
    sections = {section.title: section.entries for section in known(member)}
    [vote_told] = sections["Sondages où j’ai voté"]
    assert {"Combien d’heures ?", LONG} <= set(vote_told.values())
    [poll_told] = sections["Mes sondages"]
    assert "Et chez vous ?" in poll_told.values()


def test_votes_of_a_member_who_leaves_stay_without_a_name(read) -> None:
    member = UserFactory()
    one, other = PollFactory(max_options=2), PollFactory()
    voted(one, SHORT, LONG, voter=member)
    voted(one, LONG)
    voted(other, SHORT, voter=member)
    delete_account(member=member, remove=False)
    page = read(one.topic.get_absolute_url())
    assert "2 membres ont voté" in said(page)
    assert f"{LONG} : 2 votes, 100 %" in said(page)
    keys = set(
        TopicPollVote.objects.filter(voter=None).values_list("poll_option__poll", "anonymous_key")
    )
    assert len(keys) == 2, "one key a poll, which joins no two polls"
    assert len({key for _poll, key in keys}) == 2


def test_votes_of_a_member_who_removes_everything_go_with_their_polls(read) -> None:
    member = UserFactory()
    poll = PollFactory()
    voted(poll, SHORT, voter=member)
    own = PollFactory(topic=TopicFactory(poster=member), question="Question retirée ?")
    PostFactory(topic=own.topic, content="Réponse d’une autre commune")
    voted(own, LONG)
    delete_account(member=member, remove=True)
    assert [one.pk for one in TopicPoll.objects.all()] == [poll.pk]
    assert not TopicPollVote.objects.exists()
    page = read(Topic.objects.get(pk=own.topic_id).get_absolute_url())
    assert "Question retirée" not in page.text
    assert "Réponse d’une autre commune" in page.text
