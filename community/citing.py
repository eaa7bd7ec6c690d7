"""Posts lead to pages and shared documents, and those to the discussions about them."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from wagtail.models import Page

from community.addresses import pages_at
from community.forum_conversation.models import Post, Topic
from community.library.addresses import documents_at
from community.library.models import SharedDocument
from community.markup import addresses
from community.models import Citation
from community.permissions import access


def note_citations(post: Post) -> None:
    """Keep what the links of a post lead to, in place of what was kept before."""
    links = addresses(post.content.raw)
    pages, documents = pages_at(links), list(documents_at(links))
    kept = Q(page__in=pages) | Q(document__in=documents)
    Citation.objects.filter(post=post).exclude(kept).delete()
    Citation.objects.bulk_create(
        [
            *(Citation(post=post, page=page) for page in pages),
            *(Citation(post=post, document=document) for document in documents),
        ],
        ignore_conflicts=True,
    )


def discussions_about(page: Page) -> list[Topic]:
    """The topics that lead to a page, in whatever language; see `_discussions`."""
    return _discussions(Q(citations__page__translation_key=page.translation_key))


def discussions_about_document(document: SharedDocument) -> list[Topic]:
    """The topics that lead to a shared document; see `_discussions`."""
    return _discussions(Q(citations__document=document))


def _discussions(cites: Q) -> list[Topic]:
    """The topics with a post that cites so, as everybody may read them.

    The last answered first; three queries.
    """
    everybody = access(AnonymousUser())
    posts = Post.objects.public(everybody).filter(cites)
    topics = Topic.objects.filter(pk__in=posts.values("topic")).select_related("forum__theme")
    return list(topics.order_by("-last_post_on", "-pk"))
