"""What the share card of a catalogue's page of one theme or pillar says, and its address."""

from django.urls import reverse
from wagtail.models import Page

from experiences.public.cards import short_key
from taxonomy.labels import Label


def term_card_path(page: Page, facet: str, term: Label) -> str:
    """The address of the card of what the catalogue `page` has of `term`.

    `facet`: the parameter that the term is a value of, "theme" or "pilier".
    """
    key = short_key(term_card_words(page, facet, term))
    return reverse("search:card", args=[page.pk, facet, term.slug, key])


def term_card_words(page: Page, facet: str, term: Label) -> dict[str, str]:
    """The words of `media.cards.card_for`: the term, under the name of the catalogue."""
    return {
        "title": term.name,
        "kind": page.title,
        "line": "",
        "slug": f"{page.slug}-{term.slug}",
        "theme": term.slug if facet == "theme" else "",
    }
