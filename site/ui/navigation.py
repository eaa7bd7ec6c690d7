"""Main menu, footer, account and language switcher, in a constant number of queries."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.encoding import iri_to_uri
from django.utils.http import urlencode
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from wagtail.models import Page, Site

# The live, public children of the page of a slug and an address. Neither the address nor the depth
# has an index, and the index of paths holds all that is below: it is read from one child to the
# next, past what is below that one (https://wiki.postgresql.org/wiki/Loose_indexscan). A step of a
# path has four characters, from 0001 to ZZZZ. Written out, because every page of the site asks it:
# Wagtail's public() asks for every restriction first, and Django takes longer to put both together
# than the database to answer.
CHILDREN = """
WITH RECURSIVE child (path, beyond) AS (
    SELECT path || '0000', path || 'ZZZZ' FROM wagtailcore_page WHERE slug = %s AND url_path = %s
    UNION ALL
    SELECT (
        SELECT min(page.path) FROM wagtailcore_page page
        WHERE page.path > child.path || 'ZZZZ' AND page.path < child.beyond
    ), child.beyond FROM child WHERE child.path IS NOT NULL
)
SELECT page.id, page.title, page.url_path, page.show_in_menus,
    coalesce(source_locale.language_code, locale.language_code) AS text_language,
    locale.language_code AS tree_language
FROM wagtailcore_page page
    JOIN wagtailcore_locale locale ON locale.id = page.locale_id
    LEFT JOIN wagtailcore_page source ON source.id = page.alias_of_id
    LEFT JOIN wagtailcore_locale source_locale ON source_locale.id = source.locale_id
WHERE page.live AND page.path IN (SELECT path FROM child) AND NOT EXISTS (
    SELECT 1 FROM wagtailcore_pageviewrestriction restriction
        JOIN wagtailcore_page private ON private.id = restriction.page_id
    WHERE substr(page.path, 1, length(private.path)) = private.path
)
ORDER BY page.path
"""


@dataclass(frozen=True)
class Link:
    title: str
    url: str
    current: str = ""  # value of aria-current: "page", "true" (a page inside it), or empty
    lang: str = ""  # of the title, where the page is not translated yet


@dataclass(frozen=True)
class Navigation:
    """Children of the home page: those shown in menus are the menu, the others the footer.

    The forum and the library of shared documents end the menu.
    """

    menu: tuple[Link, ...] = ()
    footer: tuple[Link, ...] = ()


@dataclass(frozen=True)
class Language:
    code: str
    name: str
    url: str
    current: bool
    same_page: bool  # False: the address is that language's home page


# Characters of an address that a link to sign in carries; of a longer one, its path alone.
LONGEST_WAY_BACK = 500


@dataclass(frozen=True)
class Account:
    name: str  # displayed; empty for whoever is not signed in
    url: str
    signed_in: bool


def navigation(request: HttpRequest, page: Page | None = None) -> Navigation:
    """The live, public children of the home page in the active language; then forum, library."""
    root_path = _root_path(request)
    if not root_path:
        return Navigation()
    slug = root_path.rstrip("/").rpartition("/")[2]
    menu: list[Link] = []
    footer: list[Link] = []
    for child in Page.objects.raw(CHILDREN, [slug, root_path]):
        current = ""
        if page is not None and page.pk == child.pk:
            current = "page"
        elif page is not None and page.url_path.startswith(child.url_path):
            current = "true"
        lang = "" if child.text_language == child.tree_language else child.text_language
        link = Link(child.title, child.get_url(request) or "", current, lang)
        (menu if child.show_in_menus else footer).append(link)
    menu += [
        _beside(request, _("Community"), "community:index"),
        _beside(request, _("Shared documents"), "library:index"),
    ]
    return Navigation(tuple(menu), tuple(footer))


def languages(request: HttpRequest, page: Page | None = None) -> tuple[Language, ...]:
    """One entry a language: this page in that language, or that language's home page.

    A language without a published home page has no entry.
    """
    active = (get_language() or settings.LANGUAGE_CODE).split("-")[0]
    published = {code for _path, _url, code in _roots(request)}
    translations: dict[str, str] = {}
    if page is not None and page.pk:
        for other in page.get_translations(inclusive=True).live().public().select_related("locale"):
            translations[other.locale.language_code] = other.get_url(request) or ""
    found = []
    for code, name in settings.LANGUAGES:
        if code not in published and code != active:
            continue
        url = _translated(request, code) if page is None else translations.get(code, "")
        found.append(
            Language(
                code=code,
                name=name,
                url=url or _home(code),
                current=code == active,
                same_page=bool(url),
            )
        )
    return tuple(found)


def _beside(request: HttpRequest, title: str, name: str) -> Link:
    """What is no page of the tree: the forum, the library. `name`: of its address."""
    url = reverse(name)
    inside = request.path.startswith(url)
    current = "page" if request.path == url else "true" if inside else ""
    return Link(title, url, current)


def account(request: HttpRequest) -> Account:
    """The account of whoever asks, or the way to sign in and back to this address.

    Nobody is looked up without a session's cookie: pages for visitors stay those of everybody.
    """
    user = getattr(request, "user", None)  # absent where the request failed before it was known
    if user is not None and user.is_authenticated:
        return Account(user.get_short_name(), reverse("account"), signed_in=True)
    url = reverse("account_login")
    if request.method in ("GET", "HEAD") and not request.path.startswith(reverse("account")):
        here = request.get_full_path()
        back = here if len(here) <= LONGEST_WAY_BACK else request.path
        url = f"{url}?{urlencode({'next': back})}"
    return Account("", url, signed_in=False)


def _roots(request: HttpRequest) -> list[tuple[str, str, str]]:
    """(path of the home page in the tree, root address, language) of this site, from the cache."""
    roots = Site.get_site_root_paths()
    if len({root.site_id for root in roots}) > 1:  # which of them costs a query
        site = Site.find_for_request(request)
        roots = [root for root in roots if site and root.site_id == site.pk]
    return [(root.root_path, root.root_url, root.language_code) for root in roots]


def _root_path(request: HttpRequest) -> str:
    active = (get_language() or settings.LANGUAGE_CODE).split("-")[0]
    return next((path for path, _url, code in _roots(request) if code == active), "")


def _home(code: str) -> str:
    with override(code):
        return reverse("wagtail_serve", args=[""])


def _translated(request: HttpRequest, code: str) -> str:
    """The address of the same view in another language, filters included; empty: there is none."""
    match = request.resolver_match
    if match is None or not match.view_name:
        return ""
    try:
        with override(code):
            path = reverse(match.view_name, args=match.args, kwargs=match.kwargs)
    except NoReverseMatch:
        return ""
    query = request.META.get("QUERY_STRING", "")
    return f"{path}?{iri_to_uri(query)}" if query else path
