"""The drawn card of a catalogue's page of one theme or pillar (Open Graph)."""

from collections.abc import Iterator

from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from experiences.public.cards import short_key
from experiences.public.visibility import visible
from media.cards import card_response
from search.models import CataloguePage
from search.presentation.cards import term_card_path, term_card_words
from taxonomy.labels import labels
from taxonomy.models import Pillar, Term, Theme

TERMS: dict[str, type[Term]] = {"theme": Theme, "pilier": Pillar}


@require_safe
def card(request: HttpRequest, page_id: int, facet: str, slug: str, key: str) -> HttpResponseBase:
    """The card of one term of a catalogue that anyone may see; Http404 for any other.

    An address made before a name changed leads to the present one.
    """
    page = visible(request).exact_type(CataloguePage).filter(pk=page_id).specific().first()
    if page is None or facet not in TERMS:
        raise Http404
    term = labels(TERMS[facet], locale=page.locale.language_code).get(slug)
    if term is None:
        raise Http404
    words = term_card_words(page, facet, term)
    if short_key(words) != key:
        return HttpResponseRedirect(term_card_path(page, facet, term))
    return card_response(request, **words)


def every_card() -> Iterator[dict[str, str]]:
    """What the cards of each published catalogue's pages of one term say."""
    for page in CataloguePage.objects.live().select_related("locale"):
        for facet, model in TERMS.items():
            for term in labels(model, locale=page.locale.language_code).values():
                yield term_card_words(page, facet, term)
