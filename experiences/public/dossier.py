"""What the page of a dossier shows: chapters, what it links, aids, events, its news paged."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page as PaginatorPage
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from experiences.models import DossierPage
from experiences.public.bodies import Bodies, Part, pages_in
from experiences.public.head import Head
from experiences.public.lines import Line
from experiences.public.money import Figure
from experiences.public.related import dossiers_of
from experiences.public.sources import Citation, sources_of
from experiences.public.terms import Tag, tags
from ui import structured_data
from ui.head import Feed
from ui.paging import PageLink, page_links
from ui.typography import number

NEWS_PER_PAGE = 6
# The parameter of the page of news; the address without it is the canonical one.
NEWS_PARAMETER = "actualites"
# Kinds of which a dossier has a group of its own.
GROUPED = ("aide", "evenement", "actualite")


@dataclass(frozen=True)
class OutlineEntry:
    """What `components/toc.html` shows."""

    id: str
    title: str


@dataclass(frozen=True)
class ChapterView:
    id: str
    heading: str
    lead: str
    parts: list[Part]


@dataclass(frozen=True)
class DossierView:
    introduction: list[Part]
    outline: list[OutlineEntry]
    chapters: list[ChapterView]
    figures: list[Figure]
    others: list[Line]  # what is linked and stands in no chapter, without aids, events and news
    aids: list[Line]  # what one may still ask for first
    events: list[Line]  # the newest first
    news: PaginatorPage
    pages: tuple[PageLink, ...]  # of news; empty for one
    previous_url: str
    next_url: str
    news_count: int
    news_words: str  # "See the 14 news items linked to this dossier"
    dossiers: list[Line]  # those that hold this one
    themes: list[Tag]
    pillars: list[Tag]
    sources: list[Citation]
    feed: Feed | None


def dossier_view(page: DossierPage, request: HttpRequest, head: Head) -> DossierView:
    """Everything in a dossier, in a constant number of queries; describes it in `head`."""
    chapters = list(page.chapters.all())
    names = [f"c{position}" for position, _chapter in enumerate(chapters, start=1)]
    above = dossiers_of(page)
    linked = list(page.links.values_list("page_id", flat=True)) if page.pk else []
    bodies = Bodies(
        request,
        language=head.languages.tree,
        streams={
            "introduction": page.introduction,
            **{name: chapter.body for name, chapter in zip(names, chapters, strict=True)},
        },
        page_ids=[*linked, *above],
        cover=page.cover,
    )
    in_chapters = [pk for chapter in chapters for pk in pages_in(chapter.body)]
    everything = [line for line in bodies.lines([*in_chapters, *linked]) if line.id != page.pk]
    shown = {line.id for line in bodies.lines(in_chapters)}
    news = newest_first(line for line in everything if line.kind == "actualite")
    outside = [line for line in everything if line.id not in shown]
    aids = open_first(line for line in outside if line.kind == "aide")
    events = newest_first(line for line in outside if line.kind == "evenement")
    others = [line for line in outside if line.kind not in GROUPED]
    words = ngettext(
        "See the %(count)s news item linked to this dossier",
        "See the %(count)s news items linked to this dossier",
        len(news),
    ) % {"count": number(len(news))}
    shown_news = Paginator(news, NEWS_PER_PAGE).get_page(request.GET.get(NEWS_PARAMETER))
    feed = dossier_feed(page) if page.pk and not head.languages.is_untranslated else None
    view = DossierView(
        introduction=bodies.parts("introduction"),
        outline=outline(
            names,
            [chapter.heading for chapter in chapters],
            others=others,
            aids=aids,
            events=events,
            news=news,
        ),
        chapters=[
            ChapterView(name, chapter.heading, chapter.lead, bodies.parts(name))
            for name, chapter in zip(names, chapters, strict=True)
        ],
        figures=figures(everything),
        others=others,
        aids=aids,
        events=events,
        news=shown_news,
        pages=numbered(shown_news),
        previous_url=news_address(shown_news, -1),
        next_url=news_address(shown_news, +1),
        news_count=len(news),
        news_words=words,
        dossiers=bodies.lines(above),
        themes=tags(page.themes.all(), parameter="theme"),
        pillars=tags(page.pillars.all(), parameter="pilier", icon="pillar-"),
        sources=sources_of(page),
        feed=feed,
    )
    describe(head, view, everything)
    head.feeds += [feed] if feed else []
    return view


def newest_first(news: Iterable[Line]) -> list[Line]:
    """News or events by date, what has none at the end."""
    return sorted(news, key=lambda line: (line.date or date.min, line.id), reverse=True)


def numbered(news: PaginatorPage) -> tuple[PageLink, ...]:
    """The pages of the news; none for a single one."""
    numbers = news.paginator.page_range if news.paginator.num_pages > 1 else []
    return page_links(numbers, current=news.number, url=page_address)


def news_address(news: PaginatorPage, step: int) -> str:
    """The page of news before (-1) or after (+1); empty when there is none."""
    number = news.number + step
    return page_address(number) if number in news.paginator.page_range else ""


def page_address(number: int) -> str:
    return f"?{NEWS_PARAMETER}={number}#actus" if number > 1 else "?#actus"


def open_first(aids: Iterable[Line]) -> list[Line]:
    """Aids that one may ask for, the nearest deadline first; then those to come, and the rest."""
    ranked = sorted((line.aid.rank, line.id, line) for line in aids if line.aid)
    return [line for _rank, _id, line in ranked]


def outline(
    names: list[str],
    headings: list[str],
    *,
    others: list[Line],
    aids: list[Line],
    events: list[Line],
    news: list[Line],
) -> list[OutlineEntry]:
    """The summary: chapters, then what else is linked, aids, events and news in their groups."""
    entries = [OutlineEntry(name, text) for name, text in zip(names, headings, strict=True)]
    groups = (
        (others, "aussi", _("Also in this dossier")),
        (aids, "aides", _("Aids and calls for projects")),
        (events, "agenda", _("Events")),
        (news, "actus", _("Linked news")),
    )
    return entries + [OutlineEntry(id_, words) for lines, id_, words in groups if lines]


def figures(everything: list[Line]) -> list[Figure]:
    """How many pages of each kind the dossier holds, counted; kinds without any are left out."""
    counts = Counter(line.kind for line in everything)
    sheets, resources = counts["experience"], counts["ressource"]
    news, dossiers = counts["actualite"], counts["dossier"]
    aids, events = counts["aide"], counts["evenement"]
    counted = (
        (sheets, ngettext("experience sheet", "experience sheets", sheets)),
        (resources, ngettext("resource", "resources", resources)),
        (aids, ngettext("aid", "aids", aids)),
        (events, ngettext("event", "events", events)),
        (news, ngettext("linked news item", "linked news items", news)),
        (dossiers, ngettext("linked dossier", "linked dossiers", dossiers)),
    )
    return [Figure(number(count), words) for count, words in counted if count]


def describe(head: Head, view: DossierView, everything: list[Line]) -> None:
    head.add_work(
        "CollectionPage",
        about=[tag.label for tag in (*view.themes, *view.pillars)],
        mainEntity=structured_data.item_list(
            (line.title, head.absolute(line.url)) for line in everything
        ),
        isBasedOn=[source.url for source in view.sources if source.url],
    )


def dossier_feed(page: DossierPage) -> Feed:
    """The feed of what belongs to a dossier."""
    title = _("What is new in “%(title)s”") % {"title": page.title}
    return Feed(title, reverse("feeds:dossier", args=[page.slug]))
