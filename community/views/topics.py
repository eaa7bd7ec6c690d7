"""A topic with its posts, the accepted answer first."""

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from community.crumbs import above
from community.following import read
from community.forms import AnswerForm
from community.forum_conversation.models import Post, Topic
from community.head import topic_head
from community.models import FormerTopic
from community.moderation import may_moderate
from community.paging import Paging, paged
from community.permissions import Access, access_to
from community.polls.asking import may_poll
from community.polls.shown import shown_poll
from community.rights import may_attach, may_reply
from community.routing import pointed_out
from community.shown import shown

POSTS_A_PAGE = 20


@require_safe
def topic(request: HttpRequest, category: str, words: str, pk: int) -> HttpResponse:
    """The question or opening post, its accepted answer, then the others in their order.

    Http404 for what the visitor may not see; wrong words in the address, those of the category
    that it was moved from and the number of a topic that was merged lead to the right ones.
    """
    try:
        found, access = visible_topic(request, pk)
    except Http404:
        merged = FormerTopic.objects.filter(key=pk).first()
        if merged is None:
            raise
        return redirect(visible_topic(request, merged.topic_id)[0], permanent=True)
    path = found.get_absolute_url()
    if (category, words) != (found.forum.address_slug, found.address_slug):
        return redirect(path, permanent=True)
    lead, answers = posts_of(request, found, access, path=path)
    rest = [*answers.page.object_list]
    drawn = shown([*lead, *rest], found, access)
    answers.page.object_list = [drawn[one.pk] for one in rest]
    opening = drawn.get(found.first_post_id)
    accepted = drawn.get(found.accepted_id) if found.is_question else None
    others = [*([accepted] if accepted else []), *answers.page.object_list]
    replies = may_reply(access, found)
    first = opening.post if opening and answers.number == 1 else None
    read(access, found)
    context = {
        "topic": found,
        "opening": opening,
        "accepted": accepted,
        "head": topic_head(request, found, answers, opening=opening, other=others),
        "poll": shown_poll(found, access, first) if first else None,
        "may_poll": first and may_poll(access, first),
        "paging": answers,
        "may_download": access.may("can_download_file", found.forum_id),
        "form": AnswerForm(may_attach=may_attach(access, found)) if replies else None,
        "moderates": may_moderate(access, found.forum_id),
        "following": found.is_followed,
        "pointed_out": pointed_out(found, request.user),
        "crumbs": above(category=found.forum),
        "path": path,
    }
    return TemplateResponse(request, "community/topic.html", context)


@require_safe
def post(request: HttpRequest, pk: int) -> HttpResponse:
    """Leads to the page of the topic that a post stands on. Http404 for one not to be seen."""
    found = get_object_or_404(Post, pk=pk)
    topic, access = visible_topic(request, found.topic_id)
    posts = topic.posts.seen_in(topic.forum_id, access)
    if not access.sees(found, topic.forum_id):
        raise Http404
    page = 1
    lead = lead_ids(topic)
    if pk not in lead:
        before = (
            posts.exclude(pk__in=lead)
            .filter(created__lte=found.created)
            .exclude(created=found.created, pk__gte=pk)
        )
        page += before.count() // POSTS_A_PAGE
    query = f"?page={page}" if page > 1 else ""
    return redirect(f"{topic.get_absolute_url()}{query}#message-{pk}")


def visible_topic(request: HttpRequest, pk: int) -> tuple[Topic, Access]:
    """The topic, and what the visitor may do in its category. Http404 for one not to be seen."""
    topics = Topic.objects.select_related("forum__theme", "poll").with_following(request.user)
    found = get_object_or_404(topics, pk=pk)
    access = access_to([found.forum_id], request.user)
    if found.forum_id not in access.readable or not access.sees(found, found.forum_id):
        raise Http404
    return found, access


def posts_of(
    request: HttpRequest, topic: Topic, access: Access, *, path: str
) -> tuple[list[Post], Paging]:
    """The posts that open the page of a topic, and the page of the others that is asked for.

    One query for all where they fit on one page, as most do.
    """
    keys, posts = lead_ids(topic), posts_seen(topic, access)
    others = posts.exclude(pk__in=keys)
    if "page" in request.GET:
        return [*posts.filter(pk__in=keys)], paged(request, others, size=POSTS_A_PAGE, path=path)
    most = len(keys) + POSTS_A_PAGE + 1
    found = [*posts[:most]]
    # An accepted answer of a long topic may stand further on.
    if len(found) == most and (missing := {*keys} - {one.pk for one in found}):
        found += posts.filter(pk__in=missing)
    rest = [one for one in found if one.pk not in keys]
    count = len(rest) if len(rest) <= POSTS_A_PAGE else None
    answers = paged(request, others, size=POSTS_A_PAGE, path=path, count=count)
    answers.page.object_list = rest[:POSTS_A_PAGE]
    return [one for one in found if one.pk in keys], answers


def posts_seen(topic: Topic, access: Access) -> QuerySet[Post]:
    """The posts of a topic that the person sees, in their order, each with its votes."""
    posts = topic.posts.seen_in(topic.forum_id, access).with_votes(access.person)
    return posts.select_related("poster").order_by("created", "pk")


def lead_ids(topic: Topic) -> list[int]:
    """Keys of the posts that open its page: the first and, of a question, the accepted one."""
    accepted = topic.accepted_id if topic.is_question else None
    return [pk for pk in (topic.first_post_id, accepted) if pk]
