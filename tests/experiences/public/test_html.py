"""Each page type is valid HTML, full, bare and with hostile words."""

from collections import Counter

import html5lib
import pytest
from bs4 import BeautifulSoup

from experiences.models import Result, Source
from tests.experiences.public import test_queries as rich
from tests.factories.experiences import (
    AidFactory,
    ContentFactory,
    DossierFactory,
    EventFactory,
    NewsFactory,
    PillarPageFactory,
    ResourceFactory,
    SheetFactory,
    ThemePageFactory,
)

pytestmark = pytest.mark.django_db
HOSTILE = "<b></p></section><!-- & \" ' « 😀 » ]]> </script>"


def check(client, page) -> None:
    """A strict parser finds no error; ids are unique; what refers to an id finds it."""
    body = client.get(page.get_url()).content.decode()
    html5lib.HTMLParser(strict=True).parse(body)
    document = BeautifulSoup(body, "html.parser")
    ids = Counter(tag["id"] for tag in document.select("[id]"))
    assert [name for name, count in ids.items() if count > 1] == []
    for tag in document.select("[aria-labelledby], [aria-describedby]"):
        for name in f"{tag.get('aria-labelledby', '')} {tag.get('aria-describedby', '')}".split():
            assert name in ids
    for link in document.select('a[href^="#"]'):
        assert link["href"][1:] in ids
    for image in document.select("img"):
        assert image.has_attr("alt")
        assert image["width"]
        assert image["height"]


@pytest.mark.parametrize(
    "factory",
    [
        SheetFactory,
        DossierFactory,
        ResourceFactory,
        NewsFactory,
        AidFactory,
        EventFactory,
        ContentFactory,
        ThemePageFactory,
        PillarPageFactory,
    ],
)
def test_a_bare_page_is_valid(client, factory) -> None:
    check(client, factory())


@pytest.mark.parametrize(
    "made",
    [rich.sheet, rich.dossier, rich.subject, rich.way, rich.resource, rich.news, rich.content],
)
def test_a_full_page_is_valid(client, made) -> None:
    check(client, made(3))


def test_a_page_of_hostile_words_is_valid(client) -> None:
    words = {"title": HOSTILE, "summary": HOSTILE, "seo_title": HOSTILE}
    check(
        client,
        SheetFactory(
            complete=True,
            **words,
            stage_note=HOSTILE,
            cost_note=HOSTILE,
            results=[Result(text=HOSTILE, evidence="declared")],
            publication_sources=[
                Source(title=HOSTILE, url="https://exemple.fr/?a=1&b=%22", publisher=HOSTILE)
            ],
        ),
    )
    check(client, ResourceFactory(**words, authors=HOSTILE, link="https://exemple.fr/?a=1&b=2"))
    check(client, NewsFactory(**words, date=None, date_note=HOSTILE))


def test_an_untranslated_page_is_valid(client, mirrored) -> None:
    check(client, mirrored(SheetFactory(complete=True)))


def test_a_page_for_a_member_is_valid(member) -> None:
    check(member, SheetFactory(complete=True))
