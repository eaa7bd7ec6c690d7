"""Markdown of members: what people write comes out, what harms does not."""

import re

import pytest
from bs4 import BeautifulSoup

from community.markup import ATTRIBUTES, ELEMENTS, RELATION, SCHEMES, render
from tests.community.hostile import HOSTILE
from tests.factories.community import TopicFactory


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Un **essai** d’abord", "<p>Un <strong>essai</strong> d’abord</p>\n"),
        ("- un\n- deux", "<ul>\n<li>un</li>\n<li>deux</li>\n</ul>\n"),
        ("3. trois", '<ol start="3">\n<li>trois</li>\n</ol>\n'),
        ("une ligne\nune autre", "<p>une ligne<br>\nune autre</p>\n"),
        ("> cité", "<blockquote>\n<p>cité</p>\n</blockquote>\n"),
        ("12 < 13 & 14 > 13", "<p>12 &lt; 13 &amp; 14 &gt; 13</p>\n"),
        ("# Titre", "<p># Titre</p>\n"),
        ("<b>gras</b>", "<p>&lt;b&gt;gras&lt;/b&gt;</p>\n"),
        ("", ""),
        (None, ""),
    ],
)
def test_what_people_write_comes_out(text: str | None, html: str) -> None:
    assert render(text) == html


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("[le guide](https://www.cerema.fr/)", "https://www.cerema.fr/"),
        (
            "voir https://www.cerema.fr/fr/actualites?a=1&b=2.",
            "https://www.cerema.fr/fr/actualites?a=1&b=2",
        ),
        ("voir www.cerema.fr", "http://www.cerema.fr"),
        ("[la fiche](/experiences/angers/)", "/experiences/angers/"),
        ("[écrire](mailto:mairie@commune.example)", "mailto:mairie@commune.example"),
    ],
)
def test_links_are_not_vouched_for(text: str, target: str) -> None:
    link = BeautifulSoup(render(text), "html.parser").a
    assert link["href"] == target
    assert " ".join(link["rel"]) == RELATION


def test_no_image_is_ever_fetched() -> None:
    html = render("![vue](https://espion.example/pixel.gif) ![](data:image/svg+xml,<svg/>)")
    assert not BeautifulSoup(html, "html.parser").find("img")


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_dangerous_is_in_the_document(text: str) -> None:
    for element in BeautifulSoup(render(text), "html.parser").find_all():
        assert element.name in ELEMENTS, element
        allowed = ATTRIBUTES.get(element.name, set()) | ({"rel"} if element.name == "a" else set())
        assert set(element.attrs) <= allowed, element
        # As a browser reads it: without controls and blanks, in lower case.
        target = "".join(c for c in element.get("href", "") if c.isprintable() and c != " ").lower()
        # https://url.spec.whatwg.org/#url-scheme-string
        scheme = re.match("([a-z][a-z0-9+.-]*):", target)
        assert scheme is None or scheme[1] in SCHEMES, element


def test_deep_nesting_and_long_runs_are_answered() -> None:
    for text in ("> " * 2_000 + "x", "[" * 5_000, "*" * 5_000 + "x", "- " * 2_000 + "x"):
        assert len(render(text)) < 200_000


@pytest.mark.django_db
def test_a_post_keeps_what_was_rendered() -> None:
    post = TopicFactory(content="<script>alert(1)</script> **oui**").first_post
    post.refresh_from_db()
    assert post._content_rendered == (
        "<p>&lt;script&gt;alert(1)&lt;/script&gt; <strong>oui</strong></p>\n"
    )
