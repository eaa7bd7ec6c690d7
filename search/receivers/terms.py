"""From a change of a term to the documents of all that bears it."""

from typing import Any

from django.db.models.signals import post_delete, post_save, pre_delete, pre_save

from search.bearing import TERMS
from search.indexing import index
from search.origins import ORIGINS
from search.receivers.listening import Listened, differs, listen, remember
from taxonomy.labels import forget_labels
from taxonomy.models import Term, Theme

# What documents are made of, of a term, here or on the search server.
FACTS = ("name", "slug", "locale_id")


def facts(model: type[Term]) -> tuple[str, ...]:
    return (*FACTS, "parent_id") if model is Theme else FACTS


def remember_facts(instance: Term, **_: Any) -> None:
    remember(instance, facts(type(instance)))


def term_changed(instance: Term, **_: Any) -> None:
    """Renamed, or put under another theme: text and facets of what bears it change."""
    if differs(instance, facts(type(instance))):
        forget_labels()
        index(**_bearing(instance))


def remember_bearing(instance: Term, **_: Any) -> None:
    """Before it is deleted: whose it was."""
    instance._searched_bearing = _bearing(instance)


def term_deleted(instance: Term, **_: Any) -> None:
    forget_labels()
    index(**instance.__dict__.pop("_searched_bearing", {}))


def _bearing(term: Term) -> dict[str, list[int]]:
    return {name: origin.bearing(term) for name, origin in ORIGINS.items()}


def connect() -> None:
    """Listen; called once, when the app is ready."""
    listened: list[Listened] = []
    for term in TERMS:
        listened += [
            (pre_save, remember_facts, term),
            (post_save, term_changed, term),
            (pre_delete, remember_bearing, term),
            (post_delete, term_deleted, term),
        ]
    listen(listened)
