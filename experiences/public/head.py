"""The head of a page: title, description, canonical address, languages, card, feeds, JSON-LD."""

from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urljoin

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.models import Page

from experiences.public.languages import Languages, languages_of
from experiences.public.visibility import site_of, visible
from ui import structured_data
from ui.head import Feed
from ui.structured_data import Node

# Open Graph: language → locale.
LOCALES = {"fr": "fr_FR", "en": "en_GB"}


@dataclass(frozen=True)
class Crumb:
    title: str
    url: str  # empty: visitors may not see it
    full_url: str = ""


def site_feed() -> Feed:
    """The feed of everything."""
    return Feed(_("What is new on Terrain commun"), reverse("feeds:all"))


def agenda_calendar() -> Feed:
    """All events to come, for one's own calendar."""
    return Feed(_("Events on Terrain commun"), reverse("feeds:agenda"), type="text/calendar")


def feeds_of_kind(kind: str = "", *others: str) -> list[Feed]:
    """What tells of one kind of content alone (`search.kinds.Kind`); none for several."""
    if kind == "aide" and not others:
        return [Feed(_("New aids and calls for projects"), reverse("feeds:aids"))]
    if kind == "evenement" and not others:
        return [agenda_calendar()]
    return []


@dataclass
class Head:
    """What the head of a template writes."""

    title: str
    description: str
    languages: Languages
    crumbs: tuple[Crumb, ...]  # those above the page, the home page first
    root_url: str  # of the site, without a slash at its end
    image: str = ""  # absolute address of the card
    type: str = "article"
    published: datetime | None = None
    modified: datetime | None = None
    noindex: bool = False
    feeds: list[Feed] = field(default_factory=list)
    nodes: list[Node] = field(default_factory=list)

    @property
    def full_title(self) -> str:
        return f"{self.title} · {settings.WAGTAIL_SITE_NAME}"

    @property
    def canonical(self) -> str:
        return self.languages.canonical

    @property
    def og_locale(self) -> str:
        return LOCALES.get(self.languages.text, self.languages.text)

    @property
    def other_locales(self) -> list[str]:
        """Open Graph locales of the translations."""
        languages = [one.language for one in self.languages.alternates]
        others = [one for one in languages if one not in ("x-default", self.languages.text)]
        return [LOCALES.get(one, one) for one in others]

    @property
    def script(self) -> SafeString:
        """The JSON-LD, safe inside a script element."""
        return structured_data.script(
            [structured_data.organization(self.root_url), self._breadcrumbs(), *self.nodes]
        )

    def add_work(self, type_: str, **facts: object) -> None:
        """Describe the page as a schema.org `type_` with further `facts`; unknown ones are left."""
        node = structured_data.creative_work(
            type_,
            root_url=self.root_url,
            url=self.canonical,
            title=self.title,
            description=self.description,
            language=self.languages.text,
            image=self.image,
            published=self.published,
            modified=self.modified,
        )
        self.nodes.append(structured_data.without_unknown({**node, **facts}))

    def absolute(self, url: str) -> str:
        return urljoin(f"{self.root_url}/", url)

    def _breadcrumbs(self) -> Node:
        above = [(crumb.title, crumb.full_url) for crumb in self.crumbs if crumb.full_url]
        return structured_data.breadcrumbs([*above, (self.title, self.canonical)])


def head_of(page: Page, request: HttpRequest, *, description: str, image: str = "") -> Head:
    """The head of any page of ours; `image` is the path of its card. Four queries."""
    site = site_of(request)
    root_url = site.root_url if site else ""
    return Head(
        title=page.seo_title or page.title,
        description=page.search_description or description,
        languages=languages_of(page, request),
        crumbs=crumbs_above(page, request),
        root_url=root_url,
        image=urljoin(f"{root_url}/", image) if image else "",
        published=page.first_published_at,
        modified=page.last_published_at,
        noindex=not page.live or getattr(request, "is_preview", False),
    )


def crumbs_above(page: Page, request: HttpRequest) -> tuple[Crumb, ...]:
    """The visible pages that `page` stands under, the home page first; two queries."""
    above = visible(request).ancestor_of(page).order_by("depth")
    crumbs = [
        Crumb(one.title, one.get_url(request) or "", one.get_full_url(request) or "")
        for one in above
    ]
    if crumbs:
        crumbs[0] = Crumb(_("Home"), crumbs[0].url, crumbs[0].full_url)
    return tuple(crumbs)
