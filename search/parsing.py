"""From an address to a question: whatever is in the query string gives a useful page."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from django.http import QueryDict

from search.addresses import SORTS_BY_COMMUNE, default_area, usual_sort
from search.query import FACETS, MAX_PAGE_SIZE, MAX_TEXT, PAGE_SIZE, Area, SearchQuery, Sort
from search.vocabulary import known
from territories.lookup import find_by_code
from territories.models import Territory

MAX_PAGE = 100_000
MAX_VALUE = 80  # characters of one value
MAX_VALUES = 150  # of one facet: more than there are départements
ZERO_WIDTH_JOINER = "\u200d"  # within emoji


class Problem(Enum):
    """What of an address could not be used as it stands."""

    UNKNOWN_VALUE = auto()
    UNKNOWN_COMMUNE = auto()
    TEXT_CUT = auto()
    BAD_PAGE = auto()
    PAGE_BEYOND_END = auto()


@dataclass(frozen=True)
class Hint:
    """One problem, told to the visitor above the results."""

    problem: Problem
    value: str = ""

    @property
    def code(self) -> str:
        """For templates: the name of the problem in lower case."""
        return self.problem.name.lower()


@dataclass(frozen=True)
class Question:
    """What a request asks."""

    query: SearchQuery
    commune: Territory | None = None  # or EPCI
    hints: tuple[Hint, ...] = ()
    # The sort that was asked for but needs a commune first.
    wanted_sort: Sort | None = None


def clean(text: str, limit: int) -> str:
    """`text` on one line, without control and direction characters, of at most `limit` characters.

    Normalised to NFC, so that é typed in two ways is one question.
    """
    # A normal form is at most 18 times as long (Unicode 16, UAX 15): cut first, and again after.
    characters = (
        " "
        if unicodedata.category(character) in ("Cc", "Zl", "Zp", "Zs")
        else ""
        if unicodedata.category(character) in ("Cf", "Cs") and character != ZERO_WIDTH_JOINER
        else character
        for character in unicodedata.normalize("NFC", text[: limit * 20])
    )
    return " ".join("".join(characters).split())[:limit].rstrip()


def _values(parameters: QueryDict, name: str) -> list[str]:
    """The values of `name`, repeated or comma-separated, cleaned, each once."""
    given = (part for joined in parameters.getlist(name) for part in joined.split(","))
    values = dict.fromkeys(clean(value, MAX_VALUE) for value in given)
    return [value for value in values if value][:MAX_VALUES]


def _number(given: str, *, usual: int, most: int) -> int | None:
    """A whole number from 1 to `most`; `usual` where none is given, None where it is not one."""
    given = given.strip()
    if not given:
        return usual
    if not (given.isascii() and given.isdigit()):
        return None
    number = most if len(given) > 9 else min(int(given), most)
    return number or None


def parse(
    parameters: QueryDict,
    *,
    locale: str,
    fixed: Mapping[str, tuple[str, ...]] | None = None,
    page_size: int = PAGE_SIZE,
) -> Question:
    """The question in `parameters`, with the hints for what could not be used.

    `fixed` holds the selections that the path makes: those of a catalogue's kind replace what
    the parameters say, those of its theme or pillar are already known and join it.
    """
    hints: list[Hint] = []
    typed = parameters.get("q", "")
    text = clean(typed, MAX_TEXT)
    if len(text) < len(clean(typed, MAX_TEXT + 1)):
        hints.append(Hint(Problem.TEXT_CUT, str(MAX_TEXT)))

    selected = _selected(parameters, fixed or {}, hints)
    usual = usual_sort(SearchQuery(text=text, selected=selected))
    sort = _member(Sort, parameters.get("tri", ""), usual, hints)
    commune = _commune(parameters, hints)
    wanted_sort = None
    if sort in SORTS_BY_COMMUNE and commune is None:
        wanted_sort, sort = sort, usual
    area = default_area(sort)
    if commune is not None:
        area = _member(Area, parameters.get("perimetre", ""), area, hints)

    page = _number(parameters.get("page", ""), usual=1, most=MAX_PAGE)
    if page is None:
        hints.append(Hint(Problem.BAD_PAGE, clean(parameters.get("page", ""), 20)))
    query = SearchQuery(
        text=text,
        selected=selected,
        commune=commune.code if commune else "",
        area=area,
        sort=sort,
        page=page or 1,
        page_size=page_size,
        locale=locale,
    )
    return Question(query=query, commune=commune, hints=tuple(hints), wanted_sort=wanted_sort)


def parse_page_size(parameters: QueryDict) -> int:
    """`par_page` of the JSON answer: 1 to 100; the usual size where it is not a number."""
    asked = _number(parameters.get("par_page", ""), usual=PAGE_SIZE, most=MAX_PAGE_SIZE)
    return asked or PAGE_SIZE


def _selected(
    parameters: QueryDict, fixed: Mapping[str, tuple[str, ...]], hints: list[Hint]
) -> dict[str, tuple[str, ...]]:
    selected: dict[str, tuple[str, ...]] = {}
    for name in FACETS:
        if name == "type" and name in fixed:
            selected[name] = fixed[name]
            continue
        given = _values(parameters, name)
        values = known(name, given)
        hints += [Hint(Problem.UNKNOWN_VALUE, value) for value in given if value not in values]
        values |= {*fixed.get(name, ())}
        if values:
            selected[name] = tuple(sorted(values))
    return selected


def _commune(parameters: QueryDict, hints: list[Hint]) -> Territory | None:
    code = clean(parameters.get("commune", ""), MAX_VALUE)
    if not code:
        return None
    commune = find_by_code(code)
    if commune is None:
        hints.append(Hint(Problem.UNKNOWN_COMMUNE, code))
    return commune


def _member(choices: type[Any], given: str, usual: Any, hints: list[Hint]) -> Any:
    """The member of an enumeration that `given` names; `usual` and a hint where there is none."""
    value = clean(given, MAX_VALUE)
    if not value:
        return usual
    try:
        return choices(value)
    except ValueError:
        hints.append(Hint(Problem.UNKNOWN_VALUE, value))
        return usual
