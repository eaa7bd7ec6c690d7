"""A draft of a specification, made of clauses that others wrote, with whose they are."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urljoin

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from community.library.clauses import Clause, clauses
from community.library.models import SharedDocument, Version
from community.library.odt import Part, odt
from community.library.querysets import Person
from community.library.shown import whose
from community.library.states import Licence
from ui.typography import day

MOST_CHOSEN = 40  # clauses of a draft: an address holds no more


@dataclass(frozen=True)
class Chosen:
    """A clause with the document that it is from."""

    version: Version
    clause: Clause

    @property
    def document(self) -> SharedDocument:
        return self.version.document

    @property
    def key(self) -> str:
        """As addresses name it."""
        return f"{self.version.pk}.{self.clause.number}"

    @property
    def url(self) -> str:
        return f"{self.document.get_absolute_url()}#{self.clause.anchor}"

    @property
    def provenance(self) -> str:
        """Whose it is and under which licence: what every one of these licences asks for."""
        shown_at = self.version.shown_at
        return _("Taken from “{title}”, shared by {whose}, version of {day}, {licence}").format(
            title=self.document.title,
            whose=whose(self.document),
            day=day(shown_at) if shown_at else "",
            licence=self.document.get_licence_display(),
        )


def chosen(keys: Sequence[tuple[int, int]], person: Person) -> list[Chosen]:
    """The clauses of these keys (see `clauses.read_keys`) that `person` may read, in their order.

    Of shown versions of published documents alone; two queries.
    """
    readable = SharedDocument.objects.listed_for(person)
    versions = Version.objects.shown().filter(
        pk__in={version for version, _number in keys}, document__in=readable
    )
    rows = versions.select_related(
        "document__author", "document__organisation__territory__departement"
    ).in_bulk()
    read = {pk: clauses(version.text, version.headings) for pk, version in rows.items()}
    return [
        Chosen(rows[version], read[version][number])
        for version, number in keys
        if version in rows and number < len(read[version])
    ]


def shares_alike(parts: Iterable[Chosen]) -> bool:
    """Whether the draft may only be shared under CC BY-SA, since one of its clauses is."""
    return any(one.document.licence == Licence.CC_BY_SA for one in parts)


def draft(parts: Sequence[Chosen]) -> bytes:
    """The draft as ODT, in French: each clause with its provenance, then all licences."""
    with override(settings.LANGUAGE_CODE):
        written = [
            Part(
                one.clause.heading,
                (*one.clause.lines, f"[{one.provenance}. {_absolute(one.url)}]"),
                level,
            )
            for one, level in zip(parts, _levels(parts), strict=True)
        ]
        licences = {one.document.get_licence_display(): one.document.licence_text for one in parts}
        ending = [f"{name} : {address}" for name, address in licences.items()]
        if shares_alike(parts):
            ending.append(_("One clause is under CC BY-SA: share your document under it too."))
        written.append(Part(_("Sources and licences"), tuple(ending)))
        return odt(title=_("Draft specification"), parts=written)


def _levels(parts: Iterable[Chosen]) -> Iterator[int]:
    """Of their headings in the draft: no deeper than one below the heading before."""
    before = 0
    for one in parts:
        before = min(one.clause.level, before + 1)
        yield before


def _absolute(path: str) -> str:
    return urljoin(settings.WAGTAILADMIN_BASE_URL, path)
