"""Aids and events that are not public × every channel of the public site: nothing comes out."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone
from wagtail.models import PageViewRestriction

from experiences.public.cards import card_path
from tests.factories.experiences import (
    AidFactory,
    DossierFactory,
    EventFactory,
    ThemePageFactory,
    catalogue,
    theme,
)
from tests.factories.territories import CommuneFactory

pytestmark = pytest.mark.django_db
WORDS = "Xylophonie"
SOON = date(2027, 3, 16)


@pytest.fixture(autouse=True)
def march(time_machine):
    time_machine.move_to("2027-03-01 10:00:00+01:00")


def aid(**fields: Any):
    return AidFactory(issuer=WORDS, places=[CommuneFactory()], **said(fields))


def event(**fields: Any):
    return EventFactory(venue=WORDS, starts_on=SOON, territory=CommuneFactory(), **said(fields))


def said(fields: dict[str, Any]) -> dict[str, Any]:
    return {"title": f"{WORDS} rurale", "slug": "secrete", "themes": [theme("eau")], **fields}


def draft(made: Callable[..., Any]):
    return made(draft=True)


def scheduled(made: Callable[..., Any]):
    page = made(draft=True)
    page.go_live_at = timezone.now() + timedelta(days=1)
    page.save_revision().publish()
    return page


def private(made: Callable[..., Any]):
    page = made()
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    return page


def expired(made: Callable[..., Any]):
    return made(expire_at=timezone.now() - timedelta(minutes=1))


@pytest.mark.parametrize("hidden", [draft, scheduled, private, expired])
@pytest.mark.parametrize("made", [aid, event])
def test_what_is_not_public_comes_out_nowhere(client, mirrored, hidden, made) -> None:
    for kind in ("aide", "evenement"):
        catalogue(kind)
    page = hidden(made)
    twin = mirrored(page)
    shelf = twin.get_parent()
    shelf.live = True
    shelf.save()
    dossier = DossierFactory(pages=[page], themes=[theme("energie")])
    subject = ThemePageFactory(theme=theme("eau"), examples=[("page", page)])
    for one in (page, twin):
        for path in (one.get_url(), f"/flux/agenda/{one.pk}.ics", card_path(one, theme="eau")):
            answer = client.get(path)
            assert answer.status_code in (302, 404), path
            assert WORDS not in answer.content.decode()
    for path in (
        "/aides/",
        "/agenda/",
        shelf.get_url(),
        "/recherche/?theme=eau",
        "/recherche/?type=aide&type=evenement",
        "/recherche.json?theme=eau",
        "/recherche.csv?theme=eau",
        "/recherche/suggestions.json?q=xylo",
        "/flux/",
        "/en/flux/",
        "/flux/aides/",
        "/flux/themes/eau/",
        f"/flux/dossiers/{dossier.slug}/",
        "/flux/agenda.ics",
        "/en/flux/agenda.ics",
        "/sitemap.xml",
        "/sitemap-territoires.xml",
        "/territoires/seyssins-38486/",
        dossier.get_url(),
        subject.get_url(),
    ):
        response = client.get(path, follow=True)
        assert response.status_code == 200, path
        content = response.getvalue().decode()
        assert WORDS not in content, path
        assert "secrete" not in content, path


@pytest.mark.parametrize("made", [aid, event])
def test_what_is_public_is_found_on_those_ways(client, made) -> None:
    page = made()
    dossier = DossierFactory(pages=[page])
    ways = ["/flux/", "/flux/themes/eau/", "/sitemap.xml", dossier.get_url(), page.get_url()]
    ways += ["/recherche/?theme=eau", "/territoires/seyssins-38486/"]
    ways += ["/flux/aides/", "/aides/"] if made is aid else ["/flux/agenda.ics", "/agenda/"]
    for path in ways:
        assert page.slug in client.get(path).content.decode(), path
