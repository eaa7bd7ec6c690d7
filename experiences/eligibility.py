"""For whom an aid is: the filter of the database and the answer in words, of the same conditions.

`may_ask` and `containing` say of many rows what `_conditions` says of one; tests compare them.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from territories.models import Territory
from ui.typography import inhabitants, number

if TYPE_CHECKING:
    from experiences.models import AidPage


class Answer(models.TextChoices):
    """Whether a territory may ask; what is unknown stays unknown (decision 35)."""

    YES = "yes", gettext_lazy("You may ask for it")
    UNKNOWN = "unknown", gettext_lazy("It cannot be told")
    NO = "no", gettext_lazy("It is not for you")


@dataclass(frozen=True)
class Eligibility:
    answer: Answer
    reason: str  # in words, in the language of the request


def eligibility(
    aid: "AidPage", *, territory: Territory, places: Collection[Territory]
) -> Eligibility:
    """Whether `territory`, a present commune or EPCI, may ask for `aid`, and what decides it.

    `places`: those of the aid. One condition that fails decides; else one that nobody knows.
    No query where what contains the territory is loaded.
    """
    found = list(_conditions(aid, territory, places))
    for answer in (Answer.NO, Answer.UNKNOWN, Answer.YES):
        if said := [reason for one, reason in found if one is answer]:
            return Eligibility(answer, " ".join(said))
    raise AssertionError  # there is always a condition of kind


def may_ask(territory: Territory) -> Q:
    """Aids for the kind of `territory` and its number of inhabitants, wherever they are for."""
    is_commune = territory.kind == Territory.Kind.COMMUNE
    kind = Q(for_communes=True) if is_commune else Q(for_epci=True)
    number = territory.population
    enough, few = Q(population_min=None), Q(population_max=None)
    if number is not None:
        enough |= Q(population_min__lte=number)
        few |= Q(population_max__gte=number)
    return kind & enough & few


def containing(territory: Territory) -> Q:
    """Lines (with a `territory`) of the territory itself, of what it has replaced, and of what
    contains it; an EPCI may lie in several départements and régions."""
    above = _above(territory)
    return (
        Q(territory__in=above)
        | Q(territory__successor__in=above)
        | Q(
            territory__kind=Territory.Kind.DEPARTEMENT,
            territory__code__in=territory.departement_codes,
        )
        | Q(territory__kind=Territory.Kind.REGION, territory__code__in=territory.region_codes)
    )


def lies_in(territory: Territory, place: Territory) -> bool:
    """Whether `place` is the territory, was replaced by it, or contains it: as `containing`."""
    above = _above(territory)
    if place.pk in above or place.successor_id in above:
        return True
    if place.kind == Territory.Kind.DEPARTEMENT:
        return place.code in territory.departement_codes
    return place.kind == Territory.Kind.REGION and place.code in territory.region_codes


def _above(territory: Territory) -> set[int]:
    keys = (territory.pk, territory.epci_id, territory.departement_id, territory.region_id)
    return {key for key in keys if key}


def who(aid: "AidPage") -> str:
    """Whom an aid is for, by kind and number of inhabitants, in words."""
    return ", ".join(filter(None, [kinds(aid), size(aid)]))


def kinds(aid: "AidPage") -> str:
    """Which kinds of territory may ask for an aid."""
    words = {
        (True, True): _("Communes and intermunicipal bodies"),
        (True, False): _("Communes"),
        (False, True): _("Intermunicipal bodies"),
        (False, False): _("Neither communes nor intermunicipal bodies"),
    }
    return words[aid.for_communes, aid.for_epci]


def size(aid: "AidPage") -> str:
    """Of how many inhabitants one must be to ask for an aid; empty: of any number."""
    low, high = aid.population_min, aid.population_max
    if low is not None and high is not None:
        return _("%(smallest)s to %(largest)s inhabitants") % {
            "smallest": number(low),
            "largest": number(high),
        }
    if low is not None:
        return _("%(count)s or more") % {"count": inhabitants(low)}
    return _("%(count)s at most") % {"count": inhabitants(high)} if high is not None else ""


def _conditions(
    aid: "AidPage", territory: Territory, places: Collection[Territory]
) -> Iterator[tuple[Answer, str]]:
    yield _of_kind(aid, territory)
    if aid.population_min is not None or aid.population_max is not None:
        yield _of_number(aid, territory)
    if places:
        yield _of_place(territory, places)


def _of_kind(aid: "AidPage", territory: Territory) -> tuple[Answer, str]:
    is_commune = territory.kind == Territory.Kind.COMMUNE
    if aid.for_communes if is_commune else aid.for_epci:
        if is_commune:
            return Answer.YES, _("Communes may ask for it.")
        return Answer.YES, _("Intermunicipal bodies may ask for it.")
    if is_commune:
        return Answer.NO, _("Communes may not ask for it.")
    return Answer.NO, _("Intermunicipal bodies may not ask for it.")


def _of_number(aid: "AidPage", territory: Territory) -> tuple[Answer, str]:
    names = {"name": territory.name, "size": size(aid)}
    count = territory.population
    if count is None:
        words = _("The population of %(name)s is not known: the aid is for %(size)s.")
        return Answer.UNKNOWN, words % names
    names["count"] = inhabitants(count)
    low, high = aid.population_min, aid.population_max
    if (low is None or count >= low) and (high is None or count <= high):
        return Answer.YES, _("%(name)s has %(count)s.") % names
    return Answer.NO, _("%(name)s has %(count)s: the aid is for %(size)s.") % names


def _of_place(territory: Territory, places: Collection[Territory]) -> tuple[Answer, str]:
    for place in places:
        if not lies_in(territory, place):
            continue
        if territory.pk in (place.pk, place.successor_id) or place.name == territory.name:
            return Answer.YES, _("It is for %(name)s.") % {"name": territory.name}
        words = _("%(name)s is in its territory: %(place)s.")
        return Answer.YES, words % {"name": territory.name, "place": place.name}
    said = {"name": territory.name, "places": first_names(places)}
    return Answer.NO, _("%(name)s is outside its territory: %(places)s.") % said


def first_names(places: Collection[Territory], shown: int = 3) -> str:
    """The names of the first `shown` territories, and how many others there are."""
    names = [place.name for place in places]
    more = len(names) - shown
    if more < 1:
        return ", ".join(names)
    others = ngettext("%(names)s and %(count)s other", "%(names)s and %(count)s others", more)
    return others % {"names": ", ".join(names[:shown]), "count": more}
