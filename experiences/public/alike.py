"""Towns like that of a sheet, with the reason, and what they have published."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings

from experiences.models import ExperiencePage, SheetTerritory
from experiences.public.terms import search_address
from territories.likeness import alike
from territories.models import Territory

# Territories that are shown, and those with sheets among which to choose.
SHOWN = 3
COMPARED = 20
# A sheet of a territory that many times bigger or smaller is of little help.
LARGEST_RATIO = 3


@dataclass(frozen=True)
class LikeTerritory:
    """What `components/ruled.html` shows: a territory and why it is like the other."""

    title: str
    note: str
    url: str
    icon: str = ""


def territories_like(territory: Territory) -> list[LikeTerritory]:
    """The territories most like `territory`, each leading to the search from there; 4 queries."""
    return [
        LikeTerritory(title=one.territory.label, note=one.reason, url=address_from(one.territory))
        for one in alike(territory, limit=SHOWN)
    ]


def address_from(territory: Territory) -> str:
    """The search around a commune; by its name for any other territory."""
    if territory.kind == Territory.Kind.COMMUNE:
        return search_address(commune=territory.code, perimetre="autour")
    return search_address(q=territory.name)


def sheets_like(territory: Territory, *, themes: Collection[int], besides: UUID) -> list[int]:
    """Ids of sheets of the territories most like `territory`; six queries.

    Those that share `themes` (ids) come first, then those of the most alike. `besides`: the
    translation key of the sheet that is read.
    """
    told = SheetTerritory.objects.filter(
        is_locality=False,
        page__live=True,
        page__locale__language_code=settings.LANGUAGE_CODE,
    ).exclude(page__translation_key=besides)
    among = Territory.objects.filter(pk__in=told.values("territory_id"))
    if territory.population:
        low, high = territory.population / LARGEST_RATIO, territory.population * LARGEST_RATIO
        among = among.filter(population__range=(low, high))
    order = [one.territory.pk for one in alike(territory, limit=COMPARED, among=among)]
    rows = told.filter(territory_id__in=order).order_by("page_id")
    rank: dict[int, int] = {}
    for page_id, territory_id in rows.values_list("page_id", "territory_id"):
        place = order.index(territory_id)
        rank[page_id] = min(place, rank.get(page_id, place))
    shared = _shared_themes(list(rank), themes)
    return sorted(rank, key=lambda pk: (-shared[pk], rank[pk], pk))


def _shared_themes(ids: Sequence[int], themes: Collection[int]) -> Counter[int]:
    """Id of a sheet → how many of `themes` it has."""
    through = ExperiencePage.themes.through.objects
    return Counter(
        through.filter(experiencepage_id__in=ids, theme_id__in=themes).values_list(
            "experiencepage_id", flat=True
        )
    )
