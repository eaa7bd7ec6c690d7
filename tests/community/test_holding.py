"""What waits for a moderator, and why; nothing is refused by a machine."""

import pytest
from django.core.exceptions import ValidationError

from community.blocking import domain_of_link
from community.holding import links_elsewhere, reasons_to_hold
from community.models import BlockedDomain
from tests.factories.community import PostFactory, TopicFactory
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db

LONG = (
    "Nous avons éteint l’éclairage du bourg de 23 heures à 5 heures depuis deux ans, sans plainte."
)


def author(approved: int = 0):
    person = UserFactory()
    if approved:
        topic = TopicFactory(poster=person)
        for number in range(approved - 1):
            PostFactory(topic=topic, poster=person, content=f"Réponse {number}")
    return person


@pytest.mark.parametrize(
    ("approved", "text", "files", "expected"),
    [
        (0, "Merci !", 0, ["first"]),
        (1, "Merci !", 0, []),
        (1, "Voir https://example.org", 0, ["link"]),
        (1, "Voir example.org", 0, ["link"]),
        (1, "Voir [la fiche](/experiences/angers/)", 0, []),
        (5, "Voir https://example.org", 0, []),
        (5, " ".join(f"https://example.org/{n}" for n in range(6)), 0, ["links"]),
        (1, "Ci-joint", 1, ["attachment"]),
        (5, "Ci-joint", 1, []),
        (5, "Voici <a href='x'>là</a>", 0, ["tags"]),
        (5, "Si a < b et b > c", 0, []),
        (5, "ok", 0, []),
        (5, "Bravo, مرحبا, 你好", 0, []),
    ],
)
def test_reasons(approved: int, text: str, files: int, expected: list[str]) -> None:
    assert reasons_to_hold(author=author(approved), text=text, files=files) == expected


def test_a_text_that_was_written_already_waits_whoever_wrote_it() -> None:
    PostFactory(topic=TopicFactory(), content=LONG)
    assert reasons_to_hold(author=author(5), text=LONG) == ["repeated"]


def test_a_message_that_is_edited_does_not_repeat_itself() -> None:
    person = author(5)
    post = PostFactory(topic=TopicFactory(), poster=person, content=LONG)
    assert reasons_to_hold(author=person, text=LONG, post=post.pk) == []


def test_what_is_held_makes_nobody_known() -> None:
    person = UserFactory()
    TopicFactory(poster=person, approved=False)
    assert "first" in reasons_to_hold(author=person, text="Encore")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", 0),
        ("`https://example.org`", 0),
        ("[a](https://a.example) et <https://b.example>", 2),
        ("![image](https://a.example/i.png)", 1),
        ("> https://a.example", 1),
        ("- mailto:mairie@example.org", 1),
        ("[a](//a.example/) et [b](/communaute/)", 1),
    ],
)
def test_links_are_counted_as_they_are_drawn(text: str, expected: int) -> None:
    assert len(links_elsewhere(text)) == expected


def test_reasons_take_two_queries(django_assert_max_num_queries) -> None:
    person = author(5)
    with django_assert_max_num_queries(2):
        reasons_to_hold(author=person, text=LONG)


@pytest.mark.parametrize(
    "text",
    [
        "Voir https://casino.example/jouer",
        "Voir [là](https://WWW.Casino.example:8443/)",
        "Voir [là](//a.b.casino.example/)",
        "Voir [là](https://mairie.example@casin%6f.example)",
        "Voir <https://casino.example./>",
        "Écrire à <mailto:jeux@casino.example>",
        "Voir https://JEÛNE.example",
        "Voir https://xn--jene-wra.example/x",
    ],
)
def test_a_link_to_a_blocked_domain_waits_whoever_wrote_it(text: str) -> None:
    for domain in ("casino.example", "jeûne.example"):
        blocked(domain)
    assert "blocked" in reasons_to_hold(author=author(5), text=text)


@pytest.mark.parametrize(
    "text",
    [
        "Voir https://moncasino.example",
        "Voir https://casino.example.org",
        "Voir https://mairie.example/casino.example",
        "Sans lien vers casino.example",
        "`https://casino.example`",
    ],
)
def test_what_only_resembles_a_blocked_domain_does_not_wait(text: str) -> None:
    blocked("casino.example")
    assert reasons_to_hold(author=author(5), text=text) == []


def blocked(typed: str) -> BlockedDomain:
    row = BlockedDomain(domain=typed)
    row.full_clean()
    row.save()
    return row


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Casino.Example", "casino.example"),
        ("https://www.casino.example/offre?x=1", "casino.example"),
        ("jeûne.example", "xn--jene-wra.example"),
        ("offres@casino.example", "casino.example"),
    ],
)
def test_a_blocked_domain_is_kept_as_the_dns_knows_it(typed: str, kept: str) -> None:
    assert blocked(typed).domain == kept


@pytest.mark.parametrize(
    "typed", ["", "fr", "casino", "http://", "https://[", "a b.fr", "127.0.0.1"]
)
def test_what_is_no_domain_is_not_blocked(typed: str) -> None:
    with pytest.raises(ValidationError):
        blocked(typed)


def test_a_domain_is_blocked_once_however_it_is_typed() -> None:
    blocked("jeûne.example")
    with pytest.raises(ValidationError, match="existe déjà"):
        blocked("https://XN--JENE-WRA.example/")


@pytest.mark.parametrize(
    "link", ["", "/communaute/", "https://", "https://[", "tel:112", "https://.."]
)
def test_what_leads_to_no_domain_has_none(link: str) -> None:
    assert domain_of_link(link) == ""
