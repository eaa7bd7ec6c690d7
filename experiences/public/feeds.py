"""Atom feeds: everything, what is under a theme, what belongs to a dossier, aids (RFC 4287)."""

from collections.abc import Sequence
from uuid import uuid5

from django.conf import settings
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.models import Page

from experiences.models import (
    AidPage,
    DossierLink,
    DossierPage,
    EventPage,
    ExperiencePage,
    NewsPage,
    ResourcePage,
)
from experiences.public.bodies import pages_in
from experiences.public.lines import with_facts
from experiences.public.visibility import root_paths, site_of, visible
from taxonomy.labels import labels
from taxonomy.models import Theme
from ui.feeds import NEVER, Entry, atom

ENTRIES = 30
# What a feed tells of: not plain pages, nor the pages of themes and pillars.
TYPES = (ExperiencePage, DossierPage, ResourcePage, NewsPage, AidPage, EventPage)
KINDS_TOLD = ("experience", "dossier", "ressource", "actualite", "aide", "evenement")

AIDS = Q(aidpage__isnull=False)


@require_safe
def everything(request: HttpRequest) -> HttpResponse:
    """What was published last, in the language of the address."""
    return answer(request, _("What is new on Terrain commun"), Q(), about="/")


@require_safe
def theme(request: HttpRequest, slug: str) -> HttpResponse:
    """What was published last under a theme or its sub-themes; Http404 for an unknown one."""
    known = labels(Theme)
    if slug not in known:
        raise Http404
    slugs = {slug, *(label.slug for label in known.values() if label.parent == slug)}
    classed = Q(pk__in=[])
    for model in TYPES:
        pages = model._default_manager.filter(themes__slug__in=slugs)
        classed |= Q(pk__in=pages.values("pk"))
    title = _("What is new about “%(title)s”") % {"title": known[slug].name}
    address = f"{reverse('search:results')}?theme={slug}"
    return answer(request, title, classed, about=address)


@require_safe
def aids(request: HttpRequest) -> HttpResponse:
    """The aids that were published last."""
    address = f"{reverse('search:results')}?type=aide"
    return answer(request, _("New aids and calls for projects"), AIDS, about=address)


@require_safe
def dossier(request: HttpRequest, slug: str) -> HttpResponse:
    """What was published last in a dossier; Http404 when visitors may not see it."""
    found = DossierPage.objects.filter(
        pk__in=visible(request, language=language()).filter(slug=slug).values("pk")
    ).first()
    if found is None:
        raise Http404
    ids = {pk for chapter in found.chapters.all() for pk in pages_in(chapter.body)}
    linked = DossierLink.objects.filter(dossier=found).values("page_id")
    keys = Page.objects.filter(Q(pk__in=ids) | Q(pk__in=linked)).values("translation_key")
    title = _("What is new in “%(title)s”") % {"title": found.title}
    return answer(request, title, Q(translation_key__in=keys), about=found.get_url(request) or "/")


def answer(request: HttpRequest, title: str, which: Q, *, about: str) -> HttpResponse:
    """The feed of the visible pages that match `which`; `about`: path of the page that it is of.

    A page that is not translated yet is not in the feed of that language.
    """
    site = site_of(request)
    root_url = site.root_url if site else ""
    return atom(
        [entry(page, request) for page in newest(request, which)],
        title=title,
        about=root_url + (reverse("wagtail_serve", args=[""]) if about == "/" else about),
        url=root_url + request.path,
        root_url=root_url,
        language=language(),
    )


def entry(page: Page, request: HttpRequest) -> Entry:
    return Entry(
        title=page.title,
        url=page.get_full_url(request) or "",
        summary=page.line_summary,
        # The page and its language, whatever becomes of its address.
        key=uuid5(page.translation_key, language()),
        published=page.first_published_at or page.last_published_at or NEVER,
        updated=page.last_published_at or page.first_published_at or NEVER,
    )


def newest(request: HttpRequest, which: Q) -> Sequence[Page]:
    if language() not in root_paths(request):
        raise Http404
    pages = with_facts(visible(request, language=language()).filter(which))
    told = pages.filter(line_kind__in=KINDS_TOLD, text_language=language())
    return list(told.order_by("-first_published_at", "-pk")[:ENTRIES])


def language() -> str:
    """The language of the address."""
    return (get_language() or settings.LANGUAGE_CODE).split("-")[0]
