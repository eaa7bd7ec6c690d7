"""The drawn card of each page, that networks show beside a link to it (Open Graph)."""

from collections.abc import Iterator

from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import override
from django.views.decorators.http import require_safe
from wagtail.models import Page

from experiences.models import AidPage, EventPage, ExperiencePage, NewsPage
from experiences.public.lines import KIND_LABELS, KINDS, territories_of
from experiences.public.visibility import visible
from media.cards import card_key, card_response
from ui.typography import day, inhabitants

# Characters of the key in the address: a changed card gets a new one, which no cache has seen.
HASH_LENGTH = 12


def card_path(page: Page, *, theme: str) -> str:
    """The address of the card of a saved page; `theme`: slug of its first theme, or empty."""
    return reverse("experiences:card", args=[page.pk, short_key(card_words(page, theme=theme))])


def short_key(words: dict[str, str]) -> str:
    """The part of the address of a card that changes with what it says."""
    return card_key(**words)[:HASH_LENGTH]


def card_words(page: Page, *, theme: str) -> dict[str, str]:
    """What the card of a page says, in the language of its text; one query for a sheet."""
    kind = KINDS.get(type(page).__name__.lower())
    with override(getattr(page, "content_language", page.locale.language_code)):
        return {
            "title": page.title,
            "kind": str(KIND_LABELS[kind]) if kind else "",
            "line": card_line(page),
            "slug": page.slug,
            "theme": theme,
        }


def card_line(page: Page) -> str:
    """Where, or when, or by whom."""
    if isinstance(page, ExperiencePage):
        acting = territories_of([page.pk]).get(page.pk, [])
        if len(acting) == 1:
            return f"{acting[0].label} · {inhabitants(acting[0].population)}"
        return ", ".join(one.name for one in acting) or page.territory_note
    if isinstance(page, NewsPage):
        return day(page.date) if page.date else page.date_note
    if isinstance(page, EventPage):
        when = day(page.starts_on) if page.starts_on else page.date_note
        return " · ".join(filter(None, [when, page.territory.name if page.territory else ""]))
    # Not until when: the card would change with the day.
    return page.issuer if isinstance(page, AidPage) else ""


def every_card() -> Iterator[dict[str, str]]:
    """What the card of each published page says; a few queries a page."""
    for page in Page.objects.live().filter(depth__gt=1).specific().iterator():
        yield card_words(page, theme=first_theme(page))


@require_safe
def card(request: HttpRequest, page_id: int, key: str = "") -> HttpResponseBase:
    """The card of a page that anyone may see; Http404 for any other.

    An address made before the page changed leads to the present one.
    """
    page = visible(request).filter(pk=page_id).specific().first()
    if page is None:
        raise Http404
    theme = first_theme(page)
    words = card_words(page, theme=theme)
    if short_key(words) != key:
        return HttpResponseRedirect(card_path(page, theme=theme))
    return card_response(request, **words)


def first_theme(page: Page) -> str:
    """Slug of the theme that chooses the landscape: by position, whatever the order of saving."""
    own = getattr(page, "theme", None)
    if own is not None:
        return str(own.slug)
    themes = page.themes.all() if hasattr(page, "themes") else ()
    first = min(themes, key=lambda theme: (theme.position, theme.slug), default=None)
    return first.slug if first else ""
