"""Which pages a visitor of this site may see: every list, count and link asks here."""

from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.query import PageQuerySet


def site_of(request: HttpRequest) -> Site | None:
    """The site that the request is for; no query once Wagtail has it on the request."""
    return Site.find_for_request(request)


def root_paths(request: HttpRequest) -> dict[str, str]:
    """Language code → path of the home page in the tree, for the site of the request."""
    site = site_of(request)
    if site is None:
        return {}
    return {
        root.language_code: root.root_path
        for root in Site.get_site_root_paths()
        if root.site_id == site.pk
    }


def visible(request: HttpRequest, *, language: str = "") -> PageQuerySet:
    """Pages of this site that anyone may read now; only those in the tree of `language` if given.

    Drafts, expired and private pages and those of other sites are left out. What is private is
    asked once a request.
    """
    paths = root_paths(request)
    trees = [paths[language]] if language in paths else ([] if language else [*paths.values()])
    inside = Q(pk__in=[])
    for path in trees:
        inside |= Q(url_path__startswith=path)
    return Page.objects.live().filter(inside, unexpired()).exclude(_private(request))


def _private(request: HttpRequest) -> Q:
    """The parts of the tree behind a password, a login or a group, and what mirrors them.

    A restriction is not copied to the alias in another language's tree, whose text is the same.
    """
    found: Q | None = getattr(request, "_private_pages", None)
    if found is None:
        found = Q(pk__in=[])
        for path in PageViewRestriction.objects.values_list("page__path", flat=True):
            found |= Q(path__startswith=path) | Q(alias_of__path__startswith=path)
        request._private_pages = found  # type: ignore[attr-defined]
    return found


def is_expired(page: Page) -> bool:
    """Whether its end of publication has passed, though nothing has unpublished it yet."""
    return page.expire_at is not None and page.expire_at <= timezone.now()


def unexpired() -> Q:
    """That a page has no end of publication, or has not reached it.

    The command that unpublishes runs from time to time: a page is gone from its own minute on.
    """
    return Q(expire_at=None) | Q(expire_at__gt=timezone.now())
