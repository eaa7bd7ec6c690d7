"""Members and organisations are mentioned by name, told once, and forgotten with their account."""

from datetime import UTC, datetime

import pytest
from django.core import mail

from community import moderation, writing
from community.following import follow
from community.markup import quoted, without_names
from community.mentions import mentions_in, with_mentions
from community.models import FormerVersion, Mailing, Notice, Rhythm
from community.permissions import access
from community.telling import send_notices
from members.personal_data import delete_account
from tests.factories.community import CategoryFactory, PostFactory, TopicFactory, known_member
from tests.factories.members import UserFactory
from tests.factories.organisations import MembershipFactory

pytestmark = pytest.mark.django_db

MORNING = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)


def writer(name: str, **fields):
    member = UserFactory(display_name=name, **fields)
    TopicFactory(poster=member)
    return member


def mention(member) -> str:
    return f"[@{member.display_name}](/communaute/membres/{member.pk}/)"


def answer(text: str, by=None, topic=None):
    by, topic = by or known_member(), topic or TopicFactory()
    return writing.reply(access=access(by), topic=topic, text=text)


@pytest.mark.parametrize(
    "text",
    [
        "@Odile Aubépin, qu’en dites-vous ?",
        "Merci @Odile Aubépin.",
        "@Odile Aubépin",
        "(@Odile Aubépin)",
    ],
)
def test_a_name_that_is_typed_becomes_a_link(text: str) -> None:
    odile = writer("Odile Aubépin")
    writer("Odile")
    assert with_mentions(text) == text.replace("@Odile Aubépin", mention(odile))
    assert mentions_in(with_mentions(text)) == {("membres", odile.pk)}


@pytest.mark.parametrize(
    "text",
    [
        "@Inconnue Totale",
        "@Paul Double",
        "@Personne Muette",
        "@Personne Retenue",
        "courriel@Odile",
        "@",
        "@@@",
        "Sans rien",
    ],
)
def test_what_names_nobody_or_several_stays_as_it_is(text: str) -> None:
    for name in ("Paul Double", "Paul Double", "Odile"):
        writer(name)
    UserFactory(display_name="Personne Muette")
    TopicFactory(poster=UserFactory(display_name="Personne Retenue"), approved=False)
    assert with_mentions(text) == text


def test_what_is_a_mention_already_stays_one() -> None:
    text = f"Bonjour {mention(writer('Odile'))} et courage."
    assert with_mentions(text) == text


def test_a_mention_is_drawn_as_a_link_and_sought_by_nobody() -> None:
    odile = writer("Odile (Vitré)")
    post = answer(with_mentions(f"Merci @{odile.display_name} !"))
    html = post.content.rendered
    assert f'<a href="/communaute/membres/{odile.pk}/" rel="nofollow ugc noopener">@Odile' in html
    assert "Odile" not in without_names(html)


@pytest.mark.parametrize(
    "text",
    [
        "[voir](/communaute/membres/1/)",
        "> [@Odile](/communaute/membres/1/)",
        "`[@Odile](/communaute/membres/1/)`",
        "[@Odile](https://ailleurs.example/communaute/membres/1/)",
        "[@Odile](/communaute/membres/99999999999999/)",
    ],
)
def test_other_links_and_quotations_mention_nobody(text: str) -> None:
    assert mentions_in(text) == set()
    assert mentions_in(quoted("[@Odile](/communaute/membres/1/)", by="Paul", url="/x/")) == set()


def test_who_is_mentioned_is_told_once_and_why() -> None:
    odile, topic = writer("Odile"), TopicFactory()
    follow(access=access(odile), what=topic)
    answer(f"{mention(odile)} et {mention(odile)}", topic=topic)
    assert send_notices(now=MORNING).sent == 1
    assert "Ce message vous mentionne" in mail.outbox[0].body
    assert send_notices(now=MORNING).sent == 0


def test_nobody_is_told_of_what_is_held_before_it_is_cleared() -> None:
    odile = writer("Odile")
    post = answer(mention(odile), by=UserFactory())
    assert not Notice.objects.exists()
    moderation.approve(access=access(UserFactory(moderator=True)), post=post)
    assert Notice.objects.get().kind == Notice.Kind.MENTIONED


def test_authors_and_those_who_want_no_such_messages_are_not_told() -> None:
    quiet, author = writer("Silencieuse"), known_member()
    Mailing.objects.create(member=quiet, mentioned=Rhythm.NEVER)
    answer(f"{mention(quiet)} {mention(author)}", by=author)
    assert not Notice.objects.exists()


def test_a_mention_that_an_edit_adds_is_told_and_an_old_one_not_again() -> None:
    odile, zoe, author = writer("Odile"), writer("Zoé"), known_member()
    post = answer(mention(odile), by=author)
    Notice.objects.update(sent_at=MORNING)
    writing.edit(access=access(author), post=post, text=f"{mention(odile)} {mention(zoe)}")
    assert Notice.objects.get(sent_at=None).member == zoe


def test_the_referents_of_an_organisation_are_told() -> None:
    membership = MembershipFactory(referent=True, member=writer("Référente"))
    MembershipFactory(organisation=membership.organisation)
    name = membership.organisation.name
    answer(with_mentions(f"Bonjour @{name} !"))
    assert Notice.objects.get().member == membership.member


def test_an_organisation_has_a_page_of_what_its_members_wrote(client) -> None:
    membership = MembershipFactory(member=known_member())
    url = f"/communaute/structures/{membership.organisation_id}/"
    assert "Réponse 1" in client.get(url).content.decode()
    waiting = MembershipFactory(member=known_member(), waiting=True)
    type(membership).objects.filter(pk=membership.pk).delete()
    assert client.get(url).status_code == 404
    assert client.get(f"/communaute/structures/{waiting.organisation_id}/").status_code == 404


def ask(client, text: str):
    sent = {"kind": "question", "category": CategoryFactory().pk, "subject": "Qui ?", "text": text}
    return client.post("/communaute/ecrire/", sent | {"preview": "1"}).content.decode()


def test_the_preview_shows_the_link_and_too_many_are_refused(as_user) -> None:
    odile, client = writer("Odile"), as_user(known_member())
    assert f'href="/communaute/membres/{odile.pk}/"' in ask(client, "@Odile, une idée ?")
    many = " ".join(mention(writer(f"Membre {number}")) for number in range(6))
    assert "5 personnes ou structures au plus" in ask(client, many)


def test_several_mentions_of_a_new_member_wait() -> None:
    newcomer = UserFactory()
    TopicFactory(poster=newcomer)
    one, two = mention(writer("Odile")), mention(writer("Zoé"))
    assert answer(one, by=newcomer).approved
    assert answer(f"{one} {two}", by=newcomer).held_for == ["mentions"]


def test_members_find_whom_to_mention_and_visitors_nobody(as_user, client) -> None:
    odile = writer("Odile Aubépin")
    UserFactory(display_name="Odile Muette")
    TopicFactory(poster=UserFactory(display_name="Odile Retenue"), approved=False)
    membership = MembershipFactory(member=odile)
    url = "/communaute/personnes.json"
    assert client.get(url, {"q": "odile"}).status_code == 302
    member = as_user(UserFactory())
    [found] = member.get(url, {"q": "@Odile"}).json()["suggestions"]
    assert (found["label"], found["url"]) == (
        "@Odile Aubépin",
        f"/communaute/membres/{odile.pk}/",
    )
    assert membership.organisation.name in found["detail"]
    [found] = member.get(url, {"q": membership.organisation.name}).json()["suggestions"]
    assert found["url"] == f"/communaute/structures/{membership.organisation_id}/"
    for nothing in ("", "@", "\x00"):
        assert member.get(url, {"q": nothing}).json() == {"suggestions": []}


@pytest.mark.parametrize("remove", [True, False])
def test_nothing_is_left_of_who_was_mentioned_and_went(remove: bool) -> None:
    odile, author = writer("Odile Aubépin"), known_member()
    post = answer(f"Merci {mention(odile)} !", by=author)
    writing.edit(access=access(author), post=post, text=f"Merci encore {mention(odile)} !")
    PostFactory(topic=post.topic, content=f"> {mention(odile)}")
    delete_account(member=odile, remove=remove)
    post.refresh_from_db()
    assert post.content.raw == "Merci encore Ancien membre !"
    assert FormerVersion.objects.get().text == "Merci Ancien membre !"
    assert not type(post).objects.filter(content__contains="Odile").exists()
