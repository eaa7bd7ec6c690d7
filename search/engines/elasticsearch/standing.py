"""Which of our indices stand on the server, behind which names, and which of them are sound."""

import re
from typing import NamedTuple

from django.conf import settings
from elasticsearch import Elasticsearch
from wagtail.models import Locale

from search.engines.elasticsearch.indices import alias, fingerprint, write_alias

ASKED = [
    "*.aliases",
    "*.mappings._meta",
    "*.settings.index.uuid",
    "*.settings.index.verified_before_close",
]


class Standing(NamedTuple):
    name: str
    aliases: frozenset[str]
    fingerprint: str  # empty: not made by this site
    closed: bool


def own_alias(index: str) -> str:
    """The alias of one index alone.

    Bulk writes go to it and must find an alias: where the index is gone they fail, instead of
    making one of the same name without our mapping. (Removals with a version of their own make
    one nevertheless: `left_over` finds it.)
    """
    return f"{index}-only"


def standing(client: Elasticsearch) -> list[Standing]:
    """Every index whose name begins as ours do: one request."""
    found = client.indices.get(
        index=f"{settings.ELASTICSEARCH_INDEX_PREFIX}-*", expand_wildcards="all", filter_path=ASKED
    )
    return [
        Standing(
            name=name,
            aliases=frozenset(index.get("aliases", ())),
            fingerprint=index.get("mappings", {}).get("_meta", {}).get("fingerprint", ""),
            closed="verified_before_close" in index["settings"]["index"],
        )
        for name, index in sorted(found.items())
    ]


def locales() -> list[str]:
    """The language codes that have an index."""
    return list(Locale.objects.order_by("pk").values_list("language_code", flat=True))


def read_from(indices: list[Standing], locale: str) -> list[Standing]:
    """What searches in a language read: one index, if all is well."""
    return [index for index in indices if alias(locale) in index.aliases]


def written_to(indices: list[Standing], locale: str) -> list[Standing]:
    """What changes are written to: one index, two during a rebuild; none of another version.

    A closed one takes nothing: it is left to itself, and made anew when searches should read it.
    """
    mark = fingerprint(locale)
    return [
        index
        for index in indices
        if write_alias(locale) in index.aliases
        and own_alias(index.name) in index.aliases
        and index.fingerprint == mark
        and not index.closed
    ]


def is_sound(indices: list[Standing], locale: str) -> bool:
    """Whether searches in a language read one open index of this version that is written to."""
    read = read_from(indices, locale)
    return len(read) == 1 and read == written_to(read, locale)


def left_over(indices: list[Standing]) -> list[str]:
    """Indices of ours that nobody reads: of an interrupted rebuild, or of a language that went.

    While a rebuild runs, its own index is one of them.
    """
    prefix = re.escape(settings.ELASTICSEARCH_INDEX_PREFIX)
    ours, stray = (re.compile(rf"{prefix}-.+-\d{{14,}}{end}") for end in ("", own_alias("")))
    read = {alias(locale) for locale in locales()}
    return [
        index.name
        for index in indices
        if (index.fingerprint and ours.fullmatch(index.name) and read.isdisjoint(index.aliases))
        or stray.fullmatch(index.name)
    ]
