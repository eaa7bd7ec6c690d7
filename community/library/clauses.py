"""The clauses of a document, by the headings that stand in its text: cited, and taken up again.

Headings are the lines that the file marks as such (ODT, names of sheets), and those that read as
one.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.text import slugify

MOST = 50  # of a document: a page holds no more elements
FEWEST = 2  # headings that make clauses of a text
LONGEST_HEADING = 150  # characters
DEEPEST = 9  # level of a heading
# "Article 4. Données", "Lot n° 2 – Réseau", "CHAPITRE III : Prix", "Annexe A".
NAMED = re.compile(
    r"(?:article|clause|chapitre|titre|lot|annexe|section)\s+(?:n\s?°\s?)?"
    r"(?:\d+(?:[.-]\d+)*|[ivxlc]+|premier|1er|[a-h])(?!\w)",
    re.IGNORECASE,
)
# "4.2 Données", "3) Prix": a number, then a capital; not "12 communes" nor "1. d’abaisser ;".
NUMBERED = re.compile(r"\d{1,2}(?:\.\d{1,2}){0,3}[.)]?\s+[A-ZÀ-ÖØ-Þ]\S*")
# A row of a table, a line of a table of contents, or the end of a sentence that only begins so.
NO_HEADING = re.compile(r" \| |\.{4,}|[…_]{3,}|[,;]$|[a-zà-öø-ÿ]{3,}\.$")


@dataclass(frozen=True)
class Clause:
    """One heading with what stands under it, in the lines of the text."""

    number: int  # from 0, as long as the text stays the same
    anchor: str  # of the page of its document: clause-article-4-donnees
    heading: str
    level: int  # from 1, as deep as its heading
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


def clauses(text: str, headings: Iterable[Sequence[int]] = ()) -> list[Clause]:
    """The first MOST clauses of `text`; none where it has fewer headings than FEWEST.

    `headings`: `Version.headings`. What only reads as one stands below the marked one before.
    """
    marked = {one[0]: one[1] for one in headings}
    found: list[tuple[str, int, list[str]]] = []
    below = 1  # level of what only reads as a heading
    for number, line in enumerate(text.splitlines()):
        level = marked.get(number, 0) if len(line) <= LONGEST_HEADING else 0
        if level:
            below = min(level + 1, DEEPEST)
        if level or is_heading(line):
            found.append((line.strip(), level or below, []))
        elif found and line.strip():
            found[-1][2].append(line.strip())
    if len(found) < FEWEST:
        return []
    anchors: dict[str, int] = {}
    made = []
    for number, (heading, level, lines) in enumerate(found[:MOST]):
        words = slugify(heading)[:60].strip("-") or "sans-titre"
        anchors[words] = anchors.get(words, 0) + 1
        again = f"-{anchors[words]}" if anchors[words] > 1 else ""
        made.append(Clause(number, f"clause-{words}{again}", heading, level, tuple(lines)))
    return made


def is_heading(line: str) -> bool:
    line = line.strip()
    if not line or len(line) > LONGEST_HEADING or NO_HEADING.search(line):
        return False
    return bool(NAMED.match(line) or NUMBERED.match(line))


def read_keys(values: Iterable[str], most: int) -> list[tuple[int, int]]:
    """What an address chooses, as (key of a version, number of a clause), each once.

    At most `most` of them. `values`: "12.3" each; what is none of that is left out.
    """
    found: dict[tuple[int, int], None] = {}
    for value in values:
        version, _, number = value.partition(".")
        if all(one.isascii() and one.isdigit() and len(one) < 10 for one in (version, number)):
            found[int(version), int(number)] = None
    return list(found)[:most]
