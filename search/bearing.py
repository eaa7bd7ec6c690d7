"""Which rows bear a term: those whose documents change with its name, or with its parent."""

from typing import Any

from django.db.models import Q, QuerySet

from community.forum_conversation.models import Topic
from community.library.models import SharedDocument
from experiences.models import PillarPage, ResourcePage, ThemePage
from experiences.obligations.models import Obligation
from search.documents import DOCUMENTS
from taxonomy.models import Audience, Challenge, Pillar, ResourceKind, Term, Theme

# Which many-to-many fields of the searched page types hold terms of each model.
FIELDS: dict[type[Term], str] = {
    Theme: "themes",
    Pillar: "pillars",
    Audience: "audiences",
    Challenge: "challenges",
}
# Every model of terms that documents bear.
TERMS: tuple[type[Term], ...] = (*FIELDS, ResourceKind)


def pages(term: Term) -> list[int]:
    """The pages that bear a term, in any language, or a theme under it."""
    if isinstance(term, ResourceKind):
        return _keys(ResourcePage.objects.filter(kind__slug=term.slug))
    slugs = [term.slug]
    if isinstance(term, Theme):
        slugs += Theme.objects.filter(parent__slug=term.slug).values_list("slug", flat=True)
    name = FIELDS[type(term)]
    models = [document.model for document in DOCUMENTS.values()]
    found: set[int] = set()
    for model in models:
        if name in {field.name for field in model._meta.many_to_many}:
            found.update(_keys(model._default_manager.filter(**{f"{name}__slug__in": slugs})))
    if isinstance(term, Theme):
        found.update(_keys(ThemePage.objects.filter(theme__slug__in=slugs)))
    if isinstance(term, Pillar):
        found.update(_keys(PillarPage.objects.filter(pillar__slug__in=slugs)))
    return sorted(found)


def topics(term: Term) -> list[int]:
    """The topics of the categories that bear a theme or pillar."""
    names = {Theme: "forum__theme__slug", Pillar: "forum__pillars__slug"}
    name = names.get(type(term))
    return _keys(Topic.objects.filter(**{name: term.slug})) if name else []


def shared(term: Term) -> list[int]:
    """The shared documents that bear a theme or pillar, or a theme under it."""
    return _own(SharedDocument.objects.all(), term)


def obligations(term: Term) -> list[int]:
    """The same of obligations."""
    return _own(Obligation.objects.all(), term)


def _keys(rows: QuerySet[Any]) -> list[int]:
    return sorted(set(rows.values_list("pk", flat=True)))


def _own(rows: QuerySet[Any], term: Term) -> list[int]:
    if isinstance(term, Pillar):
        return _keys(rows.filter(pillars__slug=term.slug))
    if isinstance(term, Theme):
        under = Q(themes__slug=term.slug) | Q(themes__parent__slug=term.slug)
        return _keys(rows.filter(under))
    return []
