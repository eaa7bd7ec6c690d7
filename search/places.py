"""The commune or EPCI that a visitor typed in the picker, resolved on the server."""

from dataclasses import dataclass, replace

from django.http import QueryDict
from django.utils.translation import gettext as _

from search.addresses import Address, default_area, without_commune
from search.parsing import MAX_VALUE, Question, clean
from search.query import Area
from territories.lookup import find_named
from territories.models import Territory


@dataclass(frozen=True)
class Choice:
    """One of several territories that bear the typed name."""

    commune: Territory
    url: str


@dataclass(frozen=True)
class Place:
    """What became of the typed name: an address to go to, or a list to choose from, or nothing."""

    typed: str = ""
    url: str = ""
    choices: tuple[Choice, ...] = ()

    @property
    def error(self) -> str:
        """What to do about a name that nothing bears; empty when all is well."""
        if not self.typed or self.url or self.choices:
            return ""
        return _(
            "No commune or intermunicipal body is called “%(text)s”. Check the spelling, or type a "
            "postal code."
        ) % {"text": self.typed}


def place(parameters: QueryDict, question: Question, address: Address) -> Place:
    """What to do with the picker's text field (`lieu`), which every form sends.

    Left as it was, or absent: nothing. Emptied: the address without the commune. One commune
    bears the name: the address with it. Several: a choice. None: an error.
    """
    if "lieu" not in parameters:
        return Place()
    typed = clean(parameters.get("lieu", ""), MAX_VALUE)
    current = question.commune
    if current is not None and typed == current.label:
        return Place()
    if not typed:
        if current is None:
            return Place()
        return Place(url=_address(parameters, question, address, commune=None))
    choices = tuple(
        Choice(commune, _address(parameters, question, address, commune=commune))
        for commune in find_named(typed)
    )
    if len(choices) == 1:
        return Place(typed=typed, url=choices[0].url)
    return Place(typed=typed, choices=choices)


def _address(
    parameters: QueryDict, question: Question, address: Address, *, commune: Territory | None
) -> str:
    """The address of `question` with another commune, in the area and sort that were asked for."""
    query = question.query
    if commune is None:
        return address.url(without_commune(query))
    sort = question.wanted_sort or query.sort
    area = default_area(sort)
    given = clean(parameters.get("perimetre", ""), MAX_VALUE)
    if question.wanted_sort is None and given in Area.__members__.values():
        area = Area(given)
    return address.url(replace(query, commune=commune.code, sort=sort, area=area, page=1))
