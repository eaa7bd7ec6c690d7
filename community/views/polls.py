"""Voting, adding or changing a poll, closing it."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from community.crumbs import above
from community.form_pages import form_page, sent
from community.forum_conversation.forum_polls.models import TopicPoll
from community.forum_conversation.models import Post, Topic
from community.permissions import Access
from community.polls import asking
from community.polls.forms import PollForm, VoteForm
from community.polls.shown import options_of
from community.polls.voting import CannotVoteError, vote, why_not
from community.rights import may_edit
from community.views.topics import visible_topic
from community.views.writing import is_ready, say_published
from community.writing import edit


@form_page
@login_required
@never_cache
def cast(request: HttpRequest, pk: int) -> HttpResponse:
    """Vote in the poll of a topic, or vote otherwise. Http404 for a topic without a poll."""
    topic, access = visible_topic(request, pk)
    poll = asking.poll_of(topic)
    if poll is None:
        raise Http404
    options = list(options_of(poll, access))
    refusal = why_not(access, poll, voted=any(option.is_chosen for option in options))
    form = VoteForm(sent(request)[0], poll=poll, options=options)
    if form.is_valid():
        try:
            vote(access=access, poll=poll, chosen=form.cleaned_data["options"])
        except CannotVoteError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("Your vote is counted."))
        return redirect(address(topic))
    if refusal:
        messages.error(request, refusal)
        return redirect(address(topic))
    context = {
        "form": form,
        "topic": topic,
        "heading": _("Poll"),
        "verb": _("Vote"),
        "crumbs": above(category=topic.forum),
    }
    return TemplateResponse(request, "community/move.html", context)


@form_page
@login_required
@never_cache
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a poll to a topic, or change one in which nobody has voted.

    PermissionDenied for who may not.
    """
    topic, access, opening = with_opening(request, pk)
    if not asking.may_poll(access, opening):
        raise PermissionDenied
    poll = asking.poll_of(topic)
    if poll and asking.has_votes(poll):
        return too_late(request, topic)
    form = PollForm(sent(request)[0], initial=filled_in(poll) if poll else None)
    if is_ready(request, form, access):
        try:
            edit(access=access, post=opening, text=opening.content.raw, poll=form.draft)
        except asking.VotedError:
            return too_late(request, topic)
        opening.refresh_from_db()
        say_published(request, approved=opening.approved)
        return redirect(address(topic))
    context = {
        "form": form,
        "topic": topic,
        "preview": form.draft if "preview" in request.POST and form.is_valid() else None,
        "heading": _("Change the poll") if poll else _("Add a poll"),
        "crumbs": above(category=topic.forum),
    }
    return TemplateResponse(request, "community/poll.html", context)


@form_page
@login_required
@never_cache
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """End a poll, after a confirmation. PermissionDenied for who may not edit its message."""
    topic, access, opening = with_opening(request, pk)
    poll = asking.poll_of(topic)
    if poll is None:
        raise Http404
    if not may_edit(access, opening):
        raise PermissionDenied
    form = forms.Form(sent(request)[0])
    if form.is_valid():
        asking.close(access=access, opening=opening)
        messages.success(request, _("The poll is closed."))
        return redirect(address(topic))
    context = {
        "form": form,
        "topic": topic,
        "heading": _("Close this poll for good"),
        "verb": _("Close the poll"),
        "crumbs": above(category=topic.forum),
    }
    return TemplateResponse(request, "community/move.html", context)


def with_opening(request: HttpRequest, pk: int) -> tuple[Topic, Access, Post]:
    """A topic, what the visitor may do there, and its opening. Http404 for one unseen."""
    topic, access = visible_topic(request, pk)
    opening = topic.posts.filter(pk=topic.first_post_id).first()
    if opening is None:
        raise Http404
    opening.topic = topic
    return topic, access, opening


def filled_in(poll: TopicPoll) -> dict[str, object]:
    """What `PollForm` begins with, of a poll that is changed."""
    draft = asking.draft_of(poll)
    return {
        "question": draft.question,
        "options": "\n".join(draft.options),
        "most": draft.most,
        "days": draft.days,
        "changes": draft.changes,
    }


def too_late(request: HttpRequest, topic: Topic) -> HttpResponse:
    messages.error(
        request, _("Somebody has voted already: the poll stays as it is. You may close it.")
    )
    return redirect(address(topic))


def address(topic: Topic) -> str:
    """Where the poll of a topic stands."""
    return f"{topic.get_absolute_url()}#sondage"
