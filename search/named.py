"""Which towns the words of a search are the name of: each has a page of its own."""

from territories.folding import fold
from territories.keys import WHOLE
from territories.models import LookupKey, Territory

LONGEST = 60  # characters: no name of a commune has more
# Homonyms that are named; who means another one finds it from there.
MOST = 3


def towns_named(text: str) -> list[Territory]:
    """The communes and EPCI whose name, former name or code `text` is, the most populous first.

    MOST at most; one query, none for what can be no name.
    """
    name = fold(text)
    if not name or len(text) > LONGEST:
        return []
    keys = LookupKey.objects.filter(key=name, rank=WHOLE, kind__in=Territory.LOCAL)
    rows = keys.select_related("territory__departement").order_by("-weight", "territory")
    return [row.territory for row in rows[:MOST]]
