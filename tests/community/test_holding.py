"""What waits for a moderator, and why; nothing is refused by a machine."""

import pytest

from community.holding import count_links, reasons_to_hold
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
    ],
)
def test_links_are_counted_as_they_are_drawn(text: str, expected: int) -> None:
    assert count_links(text) == expected


def test_reasons_take_two_queries(django_assert_max_num_queries) -> None:
    person = author(5)
    with django_assert_max_num_queries(2):
        reasons_to_hold(author=person, text=LONG)
