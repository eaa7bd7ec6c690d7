"""What a territory is: inhabitants, size, what contains it, what it contains, what it absorbed."""

from dataclasses import dataclass

from django.db.models import F, Q
from django.utils.translation import gettext as _

from experiences.public.brief import Fact
from territories.models import Territory
from ui.typography import inhabitants

# A page has at most 600 elements; the search finds the others.
MOST_COMMUNES = 60
MOST_FORMER = 12


@dataclass(frozen=True)
class Related:
    """The communes of an EPCI, the most populous first; the names that have become part of it."""

    communes: list[Territory]
    total: int  # communes
    former: list[str]
    more_former: int  # not named


def related(territory: Territory) -> Related:
    """One query."""
    rows = Territory.objects.filter(
        Q(successor=territory) | Q(epci=territory, obsolete=False)
    ).order_by(F("population").desc(nulls_last=True), "name", "pk")
    columns = ("kind", "code", "name", "slug", "obsolete", "population")
    found = list(rows.only(*columns))
    communes = [row for row in found if not row.obsolete]
    names = dict.fromkeys(row.name for row in found if row.obsolete and row.name != territory.name)
    former = sorted(names)
    return Related(
        communes=sorted(communes[:MOST_COMMUNES], key=lambda row: row.slug),
        total=len(communes),
        former=former[:MOST_FORMER],
        more_former=max(0, len(former) - MOST_FORMER),
    )


def facts_of(territory: Territory) -> list[Fact]:
    """The facts of the first screen; `epci`, `departement` and `region` are there already."""
    size = territory.size
    facts = [
        Fact(
            "users",
            _("Inhabitants"),
            inhabitants(territory.population),
            known=size is not None,
            note=str(size.label) if size else "",
        )
    ]
    if territory.kind == Territory.Kind.EPCI:
        count = territory.communes_count or 0
        facts.append(Fact("layers", _("Communes"), str(count), known=bool(count)))
    else:
        facts.append(_epci(territory))
    above = [one.name for one in (territory.departement, territory.region) if one]
    if above:
        # Paris and Mayotte are a département and a region of one name.
        first, *others = dict.fromkeys(above)
        facts.append(Fact("map", _("Département and region"), first, note=", ".join(others)))
    return facts


def _epci(territory: Territory) -> Fact:
    label = _("Intermunicipal body")
    if territory.epci is None:
        return Fact("layers", label, _("None"), known=False)
    return Fact(
        "layers",
        label,
        territory.epci.name,
        note=inhabitants(territory.epci.population),
        link_url=territory.epci.get_absolute_url(),
        link_label=_("Its page"),
    )
