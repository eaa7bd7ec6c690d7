"""Shared documents as lists and pages draw them: whose, where, when, how often used again."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from community import language
from community.library.models import SharedDocument
from taxonomy.labels import labels
from taxonomy.models import Theme
from ui.typography import day, inhabitants, number


@dataclass(frozen=True)
class Line:
    """A document in a list."""

    document: SharedDocument
    meta: tuple[str, ...]
    size: str  # of its territory, for components/meta.html
    lang: str  # of its words, where that is not the page's


def lines(documents: Iterable[SharedDocument]) -> list[Line]:
    """`documents` (`SharedDocumentQuerySet.with_places`, themes at hand); no query for each."""
    return [_line(document) for document in documents]


def _line(document: SharedDocument) -> Line:
    names, place = labels(Theme), document.territory
    meta = [place.label, inhabitants(place.population)] if place else []
    themes = [names[one.slug].name for one in document.themes.all() if one.slug in names]
    meta += themes[:2]
    if document.published_at:
        meta.append(day(document.published_at))
    if document.reuses_count:
        meta.append(reused(document.reuses_count))
    if document.members_only:
        meta.append(_("for members only"))
    size = place.size.value if place and place.size else ""
    return Line(document, tuple(meta), size, language.of_members())


def reused(times: int) -> str:
    """How often a document was used again, in words."""
    words = ngettext("used again %(shown)s time", "used again %(shown)s times", times)
    return words % {"shown": number(times)}


def whose(document: SharedDocument) -> str:
    """For whom it was shared, or who shared it; companies are marked."""
    organisation = document.organisation
    if organisation is None:
        return document.author.display_name if document.author else _("Former member")
    name = str(organisation)
    return f"{name} ({_('company')})" if organisation.is_company else name
