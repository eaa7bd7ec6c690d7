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
    typed = beginning(text, locale)
    if not typed:
        return ()
    return (*_titles(typed, locale), *themes(typed, locale), *communes(text))


def beginning(text: str, locale: str) -> str:
    """`text` as the beginnings of titles are kept; empty where it is too short to mean one."""
    words = analyser(locale).words(unicodedata.normalize("NFC", text[:MAX_TEXT]))
    typed = " ".join(word for word, _, _ in words)
    return typed if len(typed) >= MIN_LENGTH else ""


def _titles(typed: str, locale: str) -> Iterator[Suggestion]:
    """Titles in which a word begins so, those that begin so themselves first."""
    found = (
        Document.objects.visible(timezone.now())
        .filter(locale=locale, title_keys__key__gte=typed, title_keys__key__lt=typed + LAST)
        .annotate(place=Min("title_keys__place"))
        .order_by("place", "-completeness", "pk")
        .values_list("text__title", "text__url", "kind", "text__data")[:MOST_TITLES]
    )
    for title, url, kind, data in found:
        yield Suggestion(group="page", label=title, value="", url=url, kind=kind, data=data)


def themes(typed: str, locale: str) -> list[Suggestion]:
    """Themes in whose name a word begins as `typed`, which is such a beginning."""
    read = analyser(locale)
    found = []
    for slug, label in labels(Theme, locale=locale).items():
        words = [word for word, _, _ in read.words(label.name)]
        if any(" ".join(words[place:]).startswith(typed) for place in range(len(words))):
            found.append(Suggestion(group="theme", label=label.name, value=slug))
    return found[:MOST_THEMES]


def communes(text: str) -> list[Suggestion]:
    """Communes whose name or code begins as `text`: one query."""
    found = find(text[:MAX_TEXT], kinds=(Territory.Kind.COMMUNE,), limit=MOST_COMMUNES)
    return [
        Suggestion(group="commune", label=commune.label, value=commune.code) for commune in found
    ]
