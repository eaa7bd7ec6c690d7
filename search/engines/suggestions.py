"""What a beginning of a text may become: titles, themes and communes."""

import unicodedata
from collections.abc import Iterator

from django.db.models import Min
from django.utils import timezone

from search.analysis import analyser
from search.models import Document
from search.query import MAX_TEXT
from search.results import Suggestion
from taxonomy.labels import labels
from taxonomy.models import Theme
from territories.lookup import find
from territories.models import Territory

MOST_TITLES, MOST_THEMES, MOST_COMMUNES = 5, 3, 4
MIN_LENGTH = 2  # letters typed
LAST = "\U0010ffff"  # follows every letter


def suggest(text: str, locale: str) -> tuple[Suggestion, ...]:
    """Suggestions for `text` (of any length and content), titles first; at most four queries."""
    read = analyser(locale)
    typed = [word for word, _, _ in read.words(unicodedata.normalize("NFC", text[:MAX_TEXT]))]
    beginning = " ".join(typed)
    if len(beginning) < MIN_LENGTH:
        return ()
    return (*_titles(beginning, locale), *_themes(beginning, locale), *_communes(text))


def _titles(beginning: str, locale: str) -> Iterator[Suggestion]:
    """Titles in which a word begins so, those that begin so themselves first."""
    found = (
        Document.objects.visible(timezone.now())
        .filter(locale=locale, title_keys__key__gte=beginning, title_keys__key__lt=beginning + LAST)
        .annotate(place=Min("title_keys__place"))
        .order_by("place", "-completeness", "pk")
        .values_list("text__title", "text__url", "kind")[:MOST_TITLES]
    )
    for title, url, kind in found:
        yield Suggestion(group="page", label=title, value="", url=url, kind=kind)


def _themes(beginning: str, locale: str) -> list[Suggestion]:
    read = analyser(locale)
    found = []
    for slug, label in labels(Theme, locale=locale).items():
        words = [word for word, _, _ in read.words(label.name)]
        if any(" ".join(words[place:]).startswith(beginning) for place in range(len(words))):
            found.append(Suggestion(group="theme", label=label.name, value=slug))
    return found[:MOST_THEMES]


def _communes(text: str) -> list[Suggestion]:
    found = find(text[:MAX_TEXT], kinds=(Territory.Kind.COMMUNE,), limit=MOST_COMMUNES)
    return [
        Suggestion(group="commune", label=commune.label, value=commune.code) for commune in found
    ]
