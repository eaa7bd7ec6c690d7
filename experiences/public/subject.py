"""What the page of a theme or of a pillar shows."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from experiences.models import PillarPage, ThemePage
from experiences.public.bodies import Bodies, Part
from experiences.public.head import Head
from experiences.public.lines import Line
from experiences.public.related import newest_sheets
from experiences.public.sources import Citation, first_sources, sources_of
from experiences.public.terms import Tag, search_address
from taxonomy.labels import labels
from taxonomy.models import Theme
from ui import structured_data
from ui.head import Feed

# Sheets that are listed beside those that the editor chose.
NEWEST = 5


@dataclass(frozen=True)
class Example:
    """A sheet, and what is said of it in a few words: where, how far, and who says so."""

    line: Line
    meta: list[str]


@dataclass(frozen=True)
class SubjectView:
    kind_label: str
    icon: str
    introduction: list[Part]
    gains: list[Part]
    needs: list[Part]
    examples: list[Example]
    dossiers: list[Line]
    resources: list[Line]
    others: list[Line]  # chosen pages of other kinds
    newest: list[Line]
    sub_themes: list[Tag]
    search_url: str
    sources: list[Citation]
    feed: Feed | None  # themes


def subject_view(page: ThemePage | PillarPage, request: HttpRequest, head: Head) -> SubjectView:
    """Everything on a theme or pillar page, in a constant number of queries; fills `head`."""
    is_theme = isinstance(page, ThemePage)
    if is_theme:
        children = list(Theme.objects.filter(parent=page.theme).values_list("pk", flat=True))
        newest = newest_sheets(request, themes=[page.theme_id, *children], limit=2 * NEWEST)
    else:
        newest = newest_sheets(request, pillars=[page.pillar_id], limit=2 * NEWEST)
    names = ("introduction", "gains", "needs", "examples")
    bodies = Bodies(
        request,
        language=head.languages.tree,
        streams={name: getattr(page, name) for name in names},
        page_ids=newest,
        cover=page.cover,
    )
    chosen = bodies.lines_in("examples")
    sheets = [line for line in chosen if line.kind == "experience"]
    said_by = first_sources([line.id for line in sheets])
    listed = {line.id for line in chosen}
    slug = page.theme.slug if is_theme else page.pillar.slug
    view = SubjectView(
        kind_label=_("Theme") if is_theme else _("Pillar"),
        icon="kind-theme" if is_theme else f"pillar-{slug}",
        introduction=bodies.parts("introduction"),
        gains=bodies.parts("gains"),
        needs=bodies.parts("needs"),
        examples=[_example(line, said_by.get(line.id, "")) for line in sheets],
        dossiers=[line for line in chosen if line.kind == "dossier"],
        resources=[line for line in chosen if line.kind == "ressource"],
        others=[line for line in chosen if line.kind not in ("experience", "dossier", "ressource")],
        newest=[line for line in bodies.lines(newest) if line.id not in listed][:NEWEST],
        sub_themes=sub_themes(slug) if is_theme else [],
        search_url=search_address(**{"theme" if is_theme else "pilier": slug}),
        sources=sources_of(page),
        feed=theme_feed(slug, page.title) if is_theme else None,
    )
    head.add_work(
        "CollectionPage",
        about=[page.title],
        mainEntity=structured_data.item_list(
            (line.title, head.absolute(line.url)) for line in [*chosen, *view.newest]
        ),
    )
    head.feeds += [view.feed] if view.feed else []
    return view


def _example(line: Line, source: str) -> Example:
    said = [_("Source: %(source)s") % {"source": source}] if source else []
    return Example(line, [*line.meta, *said])


def sub_themes(slug: str) -> list[Tag]:
    """The sub-themes of a theme, each leading to the search."""
    return [
        Tag(label.name, search_address(theme=label.slug))
        for label in labels(Theme).values()
        if label.parent == slug
    ]


def theme_feed(slug: str, name: str) -> Feed:
    """The feed of what is published under a theme."""
    title = _("What is new about “%(title)s”") % {"title": name}
    return Feed(title, reverse("feeds:theme", args=[slug]))
