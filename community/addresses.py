"""What addresses of this site lead to."""

from collections.abc import Iterable
from urllib.parse import unquote, urlsplit

from django.conf import settings
from wagtail.models import Page, Site


def own_paths(urls: Iterable[str]) -> set[str]:
    """The paths of those of these addresses, absolute or not, that are of this site."""
    roots = [settings.WAGTAILADMIN_BASE_URL, *(one.root_url for one in Site.get_site_root_paths())]
    own = {"", *(urlsplit(root).netloc for root in roots)}
    return {unquote(parts.path) for parts in map(urlsplit, urls) if parts.netloc in own}


def pages_at(urls: Iterable[str]) -> list[Page]:
    """The pages of this site at these addresses, absolute or not; others are left out."""
    paths = own_paths(urls)
    wanted = [
        f"{root.root_path}{path.removeprefix(prefix).strip('/')}/"
        for root in Site.get_site_root_paths()
        for prefix in [_prefix(root.language_code)]
        for path in paths
        if path.startswith(prefix) and path.strip("/")
    ]
    return list(Page.objects.filter(url_path__in=wanted)) if wanted else []


def _prefix(language: str) -> str:
    """What the addresses of a language begin with."""
    return "/" if language == settings.LANGUAGE_CODE else f"/{language}/"
