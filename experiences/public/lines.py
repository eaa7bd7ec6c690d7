"""A page as one line of a list: what it is, where, when; looked up in bulk."""

import datetime
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from django.db.models import Case, CharField, F, QuerySet, TextField, Value, When
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from experiences.models import SheetTerritory
from experiences.public.dates import AidDates
from experiences.public.visibility import visible
from experiences.stages import Stage
from territories.models import Territory
from ui.typography import day, inhabitants

# Kind of content (its name in public addresses) of each page type, by the type's relation.
KINDS = {
    "experiencepage": "experience",
    "dossierpage": "dossier",
    "resourcepage": "ressource",
    "newspage": "actualite",
    "aidpage": "aide",
    "eventpage": "evenement",
    "themepage": "theme",
    "pillarpage": "pilier",
    "contentpage": "page",
}
KIND_LABELS = {
    "experience": _("Experience"),
    "dossier": _("Dossier"),
    "ressource": _("Resource"),
    "actualite": _("News"),
    "aide": _("Aid or call for projects"),
    "evenement": _("Event"),
    "theme": _("Theme"),
    "pilier": _("Pillar"),
    "page": _("Page"),
}


@dataclass(frozen=True)
class Line:
    id: int
    kind: str  # a key of KIND_LABELS
    url: str
    title: str
    summary: str
    language: str  # of the text; not that of the tree when the page is not translated yet
    published_at: datetime.datetime | None
    changed_at: datetime.datetime | None
    stage: str = ""  # sheets
    date: datetime.date | None = None  # news, events
    date_note: str = ""
    year: int | None = None  # resources
    issuer: str = ""  # aids
    aid: AidDates | None = None
    territories: tuple[Territory, ...] = ()  # sheets: those that did it

    @property
    def kind_label(self) -> str:
        return str(KIND_LABELS[self.kind])

    @property
    def meta(self) -> list[str]:
        """Facts in a few words: place, population, stage, date, year, until when."""
        facts = [", ".join(one.name for one in self.territories[:3])]
        if len(self.territories) == 1:
            facts = [self.territories[0].label, inhabitants(self.territories[0].population)]
        facts.append(str(Stage(self.stage).label) if self.stage else "")
        facts.append(day(self.date) if self.date else self.date_note)
        facts.append(str(self.year) if self.year else "")
        facts += [self.issuer, self.aid.words if self.aid else ""]
        return [fact for fact in facts if fact]

    @property
    def note(self) -> str:
        """One line under the title where room is short: where and how far, else what it is."""
        return " · ".join(self.meta) if self.territories or self.date or self.aid else self.summary

    @property
    def size(self) -> str:
        """Size of the territory, for its glyph; empty where there is not exactly one."""
        size = self.territories[0].size if len(self.territories) == 1 else None
        return str(size.value) if size else ""


def lines(ids: Iterable[int], request: HttpRequest, *, language: str) -> dict[int, Line]:
    """The lines of those pages that visitors may see, by the id that was asked for.

    A page that has a visible twin in `language` is shown as that twin. Four queries at most,
    however many pages; none without ids.
    """
    wanted = set(ids)
    if not wanted:
        return {}
    keys = dict(Page.objects.filter(pk__in=wanted).values_list("pk", "translation_key"))
    rows = list(with_facts(visible(request).filter(translation_key__in=keys.values())))
    found: dict[object, Page] = {}
    for row in rows:
        if row.tree_language == language:
            found[row.translation_key] = row
    own = {row.pk: row for row in rows}
    chosen = {pk: found.get(key) or own.get(pk) for pk, key in keys.items()}
    made = {line.id: line for line in as_lines({row for row in chosen.values() if row}, request)}
    return {pk: made[row.pk] for pk, row in chosen.items() if row}


def with_facts(pages: QuerySet[Page]) -> QuerySet[Page]:
    """`pages` of this app's types with what a line shows of them, in one query."""
    return pages.annotate(
        line_kind=Case(
            *(
                When(**{f"{name}__isnull": False, "then": Value(kind)})
                for name, kind in KINDS.items()
            ),
            default=Value(""),
            output_field=CharField(),
        ),
        line_summary=Coalesce(
            *(F(f"{name}__summary") for name in KINDS), Value(""), output_field=TextField()
        ),
        line_stage=F("experiencepage__stage"),
        line_date=Coalesce("newspage__date", "eventpage__starts_on"),
        line_date_note=Coalesce("newspage__date_note", "eventpage__date_note"),
        line_year=F("resourcepage__year"),
        line_issuer=F("aidpage__issuer"),
        line_opens_on=F("aidpage__opens_on"),
        line_closes_on=F("aidpage__closes_on"),
        line_recurrence=F("aidpage__recurrence"),
        tree_language=F("locale__language_code"),
        text_language=Coalesce("alias_of__locale__language_code", "locale__language_code"),
    ).exclude(line_kind="")


def as_lines(pages: Collection[Page], request: HttpRequest) -> list[Line]:
    """Lines of `pages` (from `with_facts`), in their order; one query, for the territories."""
    places = territories_of([page.pk for page in pages if page.line_kind == "experience"])
    return [
        replace(_line(page, request), territories=tuple(places.get(page.pk, ()))) for page in pages
    ]


def territories_of(ids: Collection[int]) -> dict[int, list[Territory]]:
    """Id of a sheet → the territories that did it, in the order of the editor."""
    places: dict[int, list[Territory]] = {}
    if not ids:
        return places
    rows = SheetTerritory.objects.filter(page_id__in=ids, is_locality=False)
    for row in rows.select_related("territory__departement").order_by("page_id", "sort_order"):
        places.setdefault(row.page_id, []).append(row.territory)
    return places


def _line(page: Page, request: HttpRequest) -> Line:
    return Line(
        id=page.pk,
        kind=page.line_kind,
        url=page.get_url(request) or "",
        title=page.title,
        summary=page.line_summary,
        language=page.text_language,
        published_at=page.first_published_at,
        changed_at=page.last_published_at,
        stage=page.line_stage or "",
        date=page.line_date,
        date_note=page.line_date_note or "",
        year=page.line_year,
        issuer=page.line_issuer or "",
        aid=AidDates(page.line_opens_on, page.line_closes_on, page.line_recurrence)
        if page.line_kind == "aide"
        else None,
    )
