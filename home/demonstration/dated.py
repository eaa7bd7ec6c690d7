"""Aids and events: from their content files to pages, with the pages of the site that they show."""

from typing import Any

from wagtail.models import Locale

from experiences.models import AidPage, AidTerritory, EventPage
from home.demonstration.pages import PARTS, live_ids, sources_of
from home.demonstration.prose import Block, body, page_blocks, text
from home.demonstration.reading import key_of
from home.demonstration.terms import Terms, territory

# Keys of `PARTS` that an item has pages to show under; under "dossiers" it names its own.
SHOWN = ("aids", "sheets", "resources", "news")
# What an English text is given for, beside title, summary and the bodies.
NOTES = ("who_note", "amount_note", "date_note", "contact", "audience")


def aid_page(item: dict[str, Any], terms: Terms, locale: Locale) -> AidPage:
    """The page of an aid, not yet saved; what it shows must be published. UnknownName: see `terms`.

    Where the file does not say who may ask, it is offered on no page of a territory.
    """
    slug = item["slug"]
    page = AidPage(
        **_simple(item, "kind", "level", "issuer", "recurrence", "contact"),
        **_simple(item, "who_note", "amount_note", "date_note"),
        for_communes=item.get("communes", False),
        for_epci=item.get("epci", False),
        population_max=item.get("population_max"),
        link=item.get("url") or "",
        body=_story(item),
    )
    page.aid_territories = [
        AidTerritory(
            territory=territory(place["kind"], place["code"]),
            locale=locale,
            translation_key=key_of("aid", slug, "territory", number),
            sort_order=number,
        )
        for number, place in enumerate(item.get("territories") or [])
    ]
    _classify(page, item, terms, locale)
    return page


def event_page(item: dict[str, Any], terms: Terms, locale: Locale) -> EventPage:
    """The page of an event, not yet saved; as `aid_page`."""
    place = item.get("territory")
    page = EventPage(
        **_simple(item, "kind", "mode", "venue", "organiser", "audience", "date_note"),
        starts_on=item.get("starts_on"),
        ends_on=item.get("ends_on"),
        territory=territory(place["kind"], place["code"]) if place else None,
        link=item.get("url") or "",
        body=_story(item),
        report=body(text(item.get("report") or ""), of=(item["slug"], "report")),
    )
    _classify(page, item, terms, locale)
    return page


def _simple(item: dict[str, Any], *names: str) -> dict[str, str]:
    return {name: item.get(name) or "" for name in names}


def _story(item: dict[str, Any]) -> list[Block]:
    """The text, then the pages that it shows."""
    shown = [pk for name in SHOWN for pk in live_ids(*PARTS[name], item.get(name) or []).values()]
    return body(text(item["body"]), *page_blocks(shown), of=(item["slug"], "body"))


def _classify(page: Any, item: dict[str, Any], terms: Terms, locale: Locale) -> None:
    page.slug, page.title, page.summary = item["slug"], item["title"], item["summary"]
    page.themes = terms.themes(item)
    page.pillars = terms.pillars(item)
    # News may have the same slug: in a site made before, those that became events.
    page.publication_sources = sources_of(item, locale, f"{page._meta.model_name}/{page.slug}")
