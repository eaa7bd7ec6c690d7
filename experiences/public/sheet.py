"""What the page of an experience sheet shows."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.rich_text import RichText

from experiences.models import (
    ExperiencePage,
    Funding,
    OpenQuestion,
    Partner,
    Result,
    SheetTerritory,
)
from experiences.models.sheets import Contact
from experiences.public.alike import LikeTerritory, sheets_like, territories_like
from experiences.public.bodies import Bodies, Part, pages_in
from experiences.public.brief import Fact, brief, years
from experiences.public.head import Head
from experiences.public.lines import Line
from experiences.public.money import Figure, costs, missing_money
from experiences.public.places import SheetMap, sheet_map
from experiences.public.related import dossiers_of
from experiences.public.sources import Citation, sources_of
from experiences.public.terms import Tag, tags
from experiences.stages import Evidence, Stage
from experiences.suggestions.credit import credits_of
from media.models import PublicDocument
from territories.models import Territory
from ui import structured_data

# Rich text chapters, before and after the results.
BEFORE_RESULTS = (
    ("citizens_part", gettext_lazy("The part of inhabitants")),
    ("governance", gettext_lazy("Governance")),
    ("data_sovereignty", gettext_lazy("Data and sovereignty")),
)
AFTER_RESULTS = (
    ("difficulties", gettext_lazy("Difficulties")),
    ("do_differently", gettext_lazy("What they would do differently")),
)
PROSE = ("problem", *(name for name, _label in (*BEFORE_RESULTS, *AFTER_RESULTS)))
# Sheets of like territories that are shown.
LIKE_SHEETS = 3
ENDED = (Stage.STOPPED, Stage.PAUSED, Stage.REDIRECTED)


@dataclass(frozen=True)
class Chapter:
    id: str
    title: str
    text: RichText


@dataclass(frozen=True)
class Grade:
    """A grade of evidence, and what it means."""

    value: str
    label: str
    meaning: str


@dataclass(frozen=True)
class SheetView:
    facts: list[Fact]
    problem: RichText
    solution: list[Part]
    before_results: list[Chapter]
    after_results: list[Chapter]
    results: list[Result]
    costs: list[Figure]
    funding: list[Funding]
    # What the sources do not say about money, in words; empty when they say all.
    missing_money: str
    partners: str  # names, in one line; safe HTML where they are in another language
    suppliers: str
    open_questions: list[OpenQuestion]
    ended: str  # that it did not go on, in words; empty for most
    themes: list[Tag]
    pillars: list[Tag]
    challenges: str  # names, in one line
    audiences: list[Tag]
    sources: list[Citation]
    documents: list[PublicDocument]
    territories: list[Territory]  # those that did it
    map: SheetMap | None
    dossiers: list[Line]
    like: list[LikeTerritory]
    like_sheets: list[Line]
    contact: Contact | None  # for members
    has_contact: bool
    login_url: str
    grades: list[Grade]
    end_years: str
    completed_by: list[str]  # members who wished to be named, with their organisation


def sheet_view(page: ExperiencePage, request: HttpRequest, head: Head) -> SheetView:
    """Everything on a sheet, in a constant number of queries; describes it in `head`."""
    acting, places = _territories(page)
    results = list(page.results.all())
    sources = sources_of(page)
    themes = list(page.themes.all())
    dossiers = dossiers_of(page)
    first = acting[0] if acting else None
    like = (
        sheets_like(first, themes=[one.pk for one in themes], besides=page.translation_key)
        if first
        else []
    )[: 4 * LIKE_SHEETS]
    bodies = Bodies(
        request,
        language=head.languages.tree,
        streams={"solution": page.solution, "gallery": page.gallery},
        prose={name: getattr(page, name) for name in PROSE},
        page_ids=[*dossiers, *like],
        cover=page.cover,
    )
    funding = list(page.funding.all())
    partners = list(page.partners.all())
    themes_shown = tags(themes, parameter="theme")
    quoted = head.languages.quoted
    shown = {line.id for line in bodies.lines(pages_in(page.solution))}
    view = SheetView(
        facts=brief(page, territories=acting, results=results, sources=sources, quoted=quoted),
        problem=bodies.prose("problem"),
        solution=[*bodies.parts("solution"), *bodies.parts("gallery")],
        before_results=_chapters(bodies, BEFORE_RESULTS),
        after_results=_chapters(bodies, AFTER_RESULTS),
        results=results,
        costs=costs(page),
        funding=funding,
        missing_money=missing_money(page, funding),
        partners=_names(partners, Partner.Role.PARTNER, quoted),
        suppliers=_names(partners, Partner.Role.SUPPLIER, quoted),
        open_questions=list(page.open_questions.all()),
        ended=str(Stage(page.stage).label) if page.stage in ENDED else "",
        themes=themes_shown,
        pillars=tags(page.pillars.all(), parameter="pilier", icon="pillar-"),
        challenges=", ".join(tag.label for tag in tags(page.challenges.all())),
        audiences=tags(page.audiences.all(), parameter="public"),
        sources=sources,
        documents=list({one.document.pk: one.document for one in sources if one.document}.values()),
        territories=acting,
        map=sheet_map(acting, places),
        dossiers=bodies.lines(dossiers),
        like=territories_like(first) if first else [],
        like_sheets=[line for line in bodies.lines(like) if line.id not in shown][:LIKE_SHEETS],
        contact=page.contact_for(request.user),
        has_contact=any((page.contact_function, page.contact_email, page.contact_phone)),
        login_url=redirect_to_login(page.get_url(request) or "/").url,
        grades=grades(),
        end_years=years(page.start_year, page.end_year) if page.end_year else "",
        completed_by=credits_of(page),
    )
    describe(head, view)
    return view


def describe(head: Head, view: SheetView) -> None:
    """The sheet as an Article: where it happened, what it is about, what it draws on."""
    head.add_work(
        "Article",
        about=[tag.label for tag in (*view.themes, *view.pillars)],
        spatialCoverage=[
            structured_data.place(
                territory.label,
                latitude=territory.latitude,
                longitude=territory.longitude,
                code=territory.code,
            )
            for territory in view.territories
        ],
        isBasedOn=[source.url for source in view.sources if source.url],
    )


def grades() -> list[Grade]:
    """How to read the strength of evidence."""
    meanings = {
        Evidence.DECLARED: _("The local authority or its partner says so."),
        Evidence.MEASURED: _("A dated measurement exists and can be consulted."),
        Evidence.AUDITED: _("An independent third party has verified it."),
    }
    return [Grade(grade.value, str(grade.label), text) for grade, text in meanings.items()]


def _names(partners: list[Partner], role: Partner.Role, quoted: str) -> str:
    names = ", ".join(one.name for one in partners if one.role == role)
    return format_html('<span lang="{}">{}</span>', quoted, names) if names and quoted else names


def _chapters(bodies: Bodies, named: Any) -> list[Chapter]:
    """The chapters that have a text."""
    chapters = (Chapter(name, str(title), bodies.prose(name)) for name, title in named)
    return [chapter for chapter in chapters if chapter.text]


def _territories(page: ExperiencePage) -> tuple[list[Territory], list[Territory]]:
    """Those that did it, and the places shown on the map; one query."""
    rows: list[SheetTerritory] = list(
        page.sheet_territories.select_related(
            "territory__departement", "territory__region", "territory__epci"
        )
    )
    acting = [row.territory for row in rows if not row.is_locality]
    return acting, [row.territory for row in rows if row.is_locality]
