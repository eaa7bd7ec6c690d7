"""The terms and territories that content files name by slug and code, looked up once."""

from dataclasses import dataclass, field
from typing import Any

from wagtail.models import Locale

from taxonomy.models import Audience, Challenge, Pillar, ResourceKind, Term, Theme
from territories.models import Territory


class UnknownName(LookupError):
    """A content file names a term or a territory that does not exist; the message says which."""


@dataclass
class Terms:
    """Terms of the default locale by slug."""

    by_model: dict[type[Term], dict[str, Any]] = field(default_factory=dict)

    def get(self, model: type[Term], slugs: list[str]) -> list[Any]:
        """The terms of `model` with `slugs`, in that order. UnknownName when one is missing."""
        if model not in self.by_model:
            rows = model._default_manager.filter(locale=Locale.get_default())
            self.by_model[model] = {term.slug: term for term in rows}
        try:
            return [self.by_model[model][slug] for slug in slugs]
        except KeyError as error:
            raise UnknownName(f"{model.__name__} {error} (manage.py load_taxonomy ?)") from error

    def themes(self, item: dict[str, Any]) -> list[Theme]:
        return self.get(Theme, item.get("themes") or [])

    def pillars(self, item: dict[str, Any]) -> list[Pillar]:
        return self.get(Pillar, item.get("pillars") or [])

    def challenges(self, item: dict[str, Any]) -> list[Challenge]:
        return self.get(Challenge, item.get("challenges") or [])

    def audiences(self, item: dict[str, Any]) -> list[Audience]:
        return self.get(Audience, item.get("audiences") or [])

    def resource_kind(self, slug: str) -> ResourceKind:
        kind: ResourceKind = self.get(ResourceKind, [slug])[0]
        return kind


def territory(kind: str, code: str) -> Territory:
    """The territory of today; for a merged commune, the one it has become part of.

    UnknownName when the reference data do not have it.
    """
    found = Territory.objects.filter(kind=kind, code=code).select_related("successor").first()
    if found is None:
        raise UnknownName(f"{kind} {code} (manage.py load_territories ?)")
    return found.successor or found
