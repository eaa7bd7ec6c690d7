"""What of the site may answer a question already, while its title is being typed."""

from django.conf import settings

from search.asking import ask
from search.kinds import Kind
from search.parsing import clean
from search.query import MAX_TEXT, SearchQuery
from search.results import Hit

KINDS = (Kind.EXPERIENCE, Kind.DISCUSSION, Kind.RESOURCE, Kind.DOSSIER)
MOST = 5
SHORTEST = 8  # characters: one short word says too little


def may_answer(title: str) -> list[tuple[Hit, str]]:
    """What anyone may read about the words of `title`, each with the word for its kind.

    The best first, MOST at most; in French whatever the frame, as questions are (decision 25).
    One question to the engine.
    """
    text = clean(title, MAX_TEXT)
    if len(text) < SHORTEST:
        return []
    kinds = tuple(sorted(kind.value for kind in KINDS))
    query = SearchQuery(
        text=text, selected={"type": kinds}, page_size=MOST, locale=settings.LANGUAGE_CODE
    )
    return [(hit, str(Kind(hit.kind).label)) for hit in ask(query).hits]
