"""Atom feeds of new topics: of the whole forum, and of each category that everybody may read."""

from uuid import UUID, uuid5

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import override
from django.views.decorators.http import require_safe

from community.forum.models import Forum
from community.forum_conversation.models import Topic
from community.head import feed
from community.permissions import public_access
from ui.feeds import Entry, atom
from ui.plain import plain

ENTRIES = 30
SUMMARY = 300  # characters
# Names the topics of the forum, whatever becomes of their addresses.
TOPICS = UUID("8c1f6f0e-6d0b-4d3e-9a55-1f6f3b7a2c90")


@require_safe
def everything(request: HttpRequest) -> HttpResponse:
    """The last topics that everybody may read."""
    return answer(request)


@require_safe
def category(request: HttpRequest, words: str, pk: int) -> HttpResponse:
    """Those of one category. Http404 where it is not open to everybody."""
    found = get_object_or_404(Forum.objects.select_related("theme"), pk=pk)
    if pk not in public_access().readable:
        raise Http404
    if words != found.address_slug:
        return redirect("community:category-feed", found.address_slug, pk, permanent=True)
    return answer(request, found)


def answer(request: HttpRequest, category: Forum | None = None) -> HttpResponse:
    """The feed, in French whatever the address: messages are not translated."""
    with override(settings.LANGUAGE_CODE):
        own = feed(category)
        about = category.get_absolute_url() if category else reverse("community:index")
        topics = Topic.objects.public(public_access()).select_related("forum", "first_post")
        if category:
            topics = topics.filter(forum=category)
        newest = topics.order_by("-created", "-pk")[:ENTRIES]
        return atom(
            [entry(topic, request) for topic in newest],
            title=own.title,
            about=request.build_absolute_uri(about),
            url=request.build_absolute_uri(own.url),
            root_url=request.build_absolute_uri("/").rstrip("/"),
            language=settings.LANGUAGE_CODE,
        )


def entry(topic: Topic, request: HttpRequest) -> Entry:
    opening = topic.first_post
    text = plain(opening.content.rendered) if opening and opening.approved else ""
    return Entry(
        title=topic.subject,
        url=request.build_absolute_uri(topic.get_absolute_url()),
        summary=Truncator(" ".join(text.split())).chars(SUMMARY),
        key=uuid5(TOPICS, str(topic.pk)),
        published=topic.created,
        updated=topic.last_post_on or topic.created,
    )
