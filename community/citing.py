"""Posts lead to pages of the site, and those pages to the discussions about them."""

from collections.abc import Iterable
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from wagtail.models import Page, Site

from community.forum_conversation.models import Post, Topic
from community.markup import addresses
from community.models import Citation
from community.permissions import access


def note_pages(post: Post) -> None:
    """Keep which pages the links of a post lead to, in place of what was kept before."""
    pages = pages_at(addresses(post.content.raw))
    Citation.objects.filter(post=post).exclude(page__in=pages).delete()
    Citation.objects.bulk_create(
        [Citation(post=post, page=page) for page in pages], ignore_conflicts=True
    )


def pages_at(urls: Iterable[str]) -> list[Page]:
    """The pages of this site at these addresses, absolute or not; others are left out."""
    own = {"", urlsplit(settings.WAGTAILADMIN_BASE_URL).netloc}
    paths = {unquote(parts.path) for parts in map(urlsplit, urls) if parts.netloc in own}
    wanted = [
        f"{root.root_path}{path.removeprefix(prefix).strip('/')}/"
        for root in Site.get_site_root_paths()
        for prefix in [_prefix(root.language_code)]
        for path in paths
        if path.startswith(prefix) and path.strip("/")
    ]
    return list(Page.objects.filter(url_path__in=wanted)) if wanted else []


def discussions_about(page: Page) -> list[Topic]:
    """The topics that lead to a page, in whatever language, as everybody may read them.

    The last answered first; three queries.
    """
    everybody = access(AnonymousUser())
    posts = Post.objects.public(everybody)
    posts = posts.filter(citations__page__translation_key=page.translation_key)
    topics = Topic.objects.filter(pk__in=posts.values("topic")).select_related("forum__theme")
    return list(topics.order_by("-last_post_on", "-pk"))


def _prefix(language: str) -> str:
    """What the addresses of a language begin with."""
    return "/" if language == settings.LANGUAGE_CODE else f"/{language}/"
