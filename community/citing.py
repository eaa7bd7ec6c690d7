"""Posts lead to pages of the site, and those pages to the discussions about them."""

from django.contrib.auth.models import AnonymousUser
from wagtail.models import Page

from community.addresses import pages_at
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


def discussions_about(page: Page) -> list[Topic]:
    """The topics that lead to a page, in whatever language, as everybody may read them.

    The last answered first; three queries.
    """
    everybody = access(AnonymousUser())
    posts = Post.objects.public(everybody)
    posts = posts.filter(citations__page__translation_key=page.translation_key)
    topics = Topic.objects.filter(pk__in=posts.values("topic")).select_related("forum__theme")
    return list(topics.order_by("-last_post_on", "-pk"))
