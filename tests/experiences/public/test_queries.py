"""The number of queries of each page type: pinned, and the same however much there is to show."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from community.models import Citation
from experiences.models import Funding, OpenQuestion, Partner, Result, SheetTerritory, Source
from tests.factories.community import TopicFactory
from tests.factories.experiences import (
    AidFactory,
    ContentFactory,
    DossierFactory,
    EventFactory,
    NewsFactory,
    PictureFactory,
    PillarPageFactory,
    ResourceFactory,
    SheetFactory,
    ThemePageFactory,
    challenge,
    commune,
    pillar,
    theme,
)
from tests.factories.library import SharedDocumentFactory

pytestmark = pytest.mark.django_db


def queries(client, page) -> int:
    """Queries of the page once its renditions are made and the caches are warm."""
    client.get(page.get_url())
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(page.get_url()).status_code == 200
    return len(captured)


def prose(count: int) -> list:
    pages = [ResourceFactory() for _ in range(count)]
    figure = {"alt": "Une rue", "decorative": False, "caption": "", "credit": ""}
    return [
        *(("page", page) for page in pages),
        *(("text", f'<p><a linktype="page" id="{page.pk}">Lire</a></p>') for page in pages),
        *(("image", {"image": PictureFactory(), **figure}) for _ in range(count)),
        ("gallery", [{"image": PictureFactory(), **figure} for _ in range(count)]),
    ]


def sheet(count: int):
    made = SheetFactory(
        complete=True,
        solution=prose(count),
        results=[Result(text=f"Résultat {n}.", evidence="declared") for n in range(count)],
        funding=[Funding(funder=f"Financeur {n}") for n in range(count)],
        partners=[Partner(name=f"Partenaire {n}") for n in range(count)],
        open_questions=[OpenQuestion(text=f"Question {n} ?") for n in range(count)],
        publication_sources=[Source(title=f"Source {n}") for n in range(count)],
        themes=[theme(f"theme-{n}") for n in range(count)],
        pillars=[pillar(f"pilier-{n}") for n in range(count)],
        challenges=[challenge(f"defi-{n}") for n in range(count)],
        sheet_territories=[
            SheetTerritory(territory=commune(f"4413{n}", f"Commune {n}", 1_000 + n))
            for n in range(count)
        ],
    )
    for n in range(count):
        Citation.objects.create(post=TopicFactory().posts.get(), page=made)
        SharedDocumentFactory(sheet=made, link=True)
        DossierFactory(pages=[made])
        SheetFactory(
            sheet_territories=[
                SheetTerritory(territory=commune(f"4414{n}", f"Voisine {n}", 1_100 + n))
            ]
        )
    return made


def dossier(count: int):
    pages = [
        factory()
        for _ in range(count)
        for factory in (
            SheetFactory,
            ResourceFactory,
            NewsFactory,
            AidFactory,
            EventFactory,
            DossierFactory,
        )
    ]
    return DossierFactory(pages=pages, introduction=prose(count))


def subject(count: int):
    return ThemePageFactory(
        gains=prose(count),
        examples=[
            ("page", factory())
            for _ in range(count)
            for factory in (SheetFactory, DossierFactory, ResourceFactory)
        ],
    )


def way(count: int):
    return PillarPageFactory(
        needs=prose(count), examples=[("page", SheetFactory()) for _ in range(count)]
    )


def resource(count: int):
    made = ResourceFactory(body=prose(count))
    for _ in range(count):
        DossierFactory(pages=[made])
    return made


def news(count: int):
    made = NewsFactory(body=prose(count))
    for _ in range(count):
        DossierFactory(pages=[made])
    return made


def aid(count: int):
    made = AidFactory(
        body=prose(count), places=[commune(f"4415{n}", f"Lieu {n}") for n in range(count)]
    )
    for _ in range(count):
        DossierFactory(pages=[made])
    return made


def event(count: int):
    made = EventFactory(body=prose(count), report=prose(count), territory=commune())
    for _ in range(count):
        DossierFactory(pages=[made])
    return made


def content(count: int):
    made = ContentFactory(body=prose(count))
    for n in range(count):
        ThemePageFactory(parent=made, theme=theme(f"theme-{n}"))
    return made


@pytest.mark.parametrize(
    ("made", "pinned"),
    [
        (sheet, 49),
        (dossier, 30),
        (subject, 28),
        (way, 28),
        (resource, 29),
        (news, 27),
        (aid, 28),
        (event, 31),
        (content, 23),
    ],
)
def test_queries_do_not_grow_with_what_there_is_to_show(client, made, pinned) -> None:
    few = queries(client, made(1))
    many = queries(client, made(6))
    assert (few, many) == (pinned, pinned)
