"""From a change of a territory to the documents of what is about it, or about one inside it."""

from typing import Any

from django.db.models import QuerySet
from django.db.models.signals import post_save, pre_save

from community.library.models import SharedDocument
from experiences.models import AidPage, AidTerritory, EventPage, SheetTerritory
from search.indexing import index_anew
from search.models import Place
from search.receivers.listening import differs, listen, remember
from territories.models import Territory
from territories.names import forget_names
from territories.signals import territories_reloaded

# What documents are made of, of a territory, here or on the search server.
FACTS = (
    "name",
    "code",
    "kind",
    "population",
    "surroundings",
    "communes_count",
    "latitude",
    "longitude",
    "postal_codes",
    "region_id",
    "departement_id",
    "epci_id",
    "region_codes",
    "departement_codes",
    "successor_id",
)


def remember_facts(instance: Territory, **_: Any) -> None:
    remember(instance, FACTS)


def territory_changed(instance: Territory, **_: Any) -> None:
    """Its own documents, and those of the territories inside it, which bear its name."""
    if differs(instance, FACTS):
        territories_loaded({instance.pk})


def territories_loaded(changed: set[int], **_: Any) -> None:
    """A load writes past the signals of single rows."""
    forget_names()
    aids = AidTerritory.objects.all()
    index_anew(
        page=[
            *_about(changed, SheetTerritory.objects.all(), "page_id"),
            *_about(changed, EventPage.objects.exclude(territory=None), "pk"),
            *(
                AidPage.objects.order_by("pk").values_list("pk", flat=True)
                if _has_departements(changed)
                else _about(changed, aids, "page_id")
            ),
        ],
        topic=_about(changed, Place.objects.exclude(document__topic=None), "document__topic_id"),
        shared=_about(changed, SharedDocument.objects.exclude(territory=None), "pk"),
    )


def _about(territories: set[int], rows: QuerySet[Any], of: str) -> list[int]:
    """What the `rows` of territories are of, where these are among, inside or merged into those."""
    around = ("", "__epci", "__departement", "__region", "__successor")
    merged = ("__successor__epci", "__successor__departement", "__successor__region")
    names = [f"territory{name}" for name in (*around, *merged)]
    every = rows.values_list(of, *names).iterator()
    return sorted({key for key, *its in every if not territories.isdisjoint(its)})


def _has_departements(territories: set[int]) -> bool:
    """Whether some are régions or départements, of which aids name all that they are for."""
    kinds = (Territory.Kind.REGION, Territory.Kind.DEPARTEMENT)
    rows = Territory.objects.filter(kind__in=kinds).values_list("pk", flat=True)
    return not territories.isdisjoint(rows)


def connect() -> None:
    """Listen; called once, when the app is ready."""
    territories_reloaded.connect(territories_loaded, dispatch_uid="search-territories")
    listen(
        [
            (pre_save, remember_facts, Territory),
            (post_save, territory_changed, Territory),
        ]
    )
