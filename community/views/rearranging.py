"""Merging two topics, splitting one in two."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from community import rearranging
from community.crumbs import above
from community.form_pages import form_page, sent
from community.forms import MergeForm, SplitForm
from community.permissions import access
from community.views.topics import visible_topic
from community.views.writing import visible_post


@form_page
@login_required
@never_cache
def merge(request: HttpRequest, pk: int) -> HttpResponse:
    """Make one topic of this one and another. PermissionDenied for who may not move it."""
    topic, here = visible_topic(request, pk)
    if not here.may("can_move_topics", topic.forum_id):
        raise PermissionDenied
    form = MergeForm(sent(request)[0])
    if form.is_valid():
        try:
            other, _there = visible_topic(request, form.cleaned_data["other"])
            kept = rearranging.merge(access=access(request.user), topic=topic, other=other)
        except rearranging.TwoPollsError:
            form.add_error(
                "other",
                _(
                    "Each of the topics has a poll, and one topic has room for one: leave them "
                    "apart, so that no vote is lost."
                ),
            )
        except (Http404, PermissionDenied, rearranging.CannotRearrangeError):
            form.add_error(
                "other",
                _("Choose another topic, published, in a category that you moderate too."),
            )
        else:
            messages.success(request, _("The topics are one; the address of the newer leads here."))
            return redirect(kept)
    context = {
        "form": form,
        "topic": topic,
        "heading": _("Merge with another topic"),
        "verb": _("Merge"),
        "crumbs": above(category=topic.forum),
    }
    return TemplateResponse(request, "community/move.html", context)


@form_page
@login_required
@never_cache
def split(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a topic of an answer. PermissionDenied for who may not move its topic."""
    post, here = visible_post(request, pk)
    topic = post.topic
    opens, held = post.pk == topic.first_post_id, not (post.approved and topic.approved)
    if opens or held or not here.may("can_move_topics", topic.forum_id):
        raise PermissionDenied
    form = SplitForm(sent(request)[0])
    if form.is_valid():
        made = rearranging.split(
            access=here,
            post=post,
            subject=form.cleaned_data["subject"],
            following=form.cleaned_data["what"] == SplitForm.FOLLOWING,
        )
        messages.success(request, _("The new topic is here; those who followed follow both."))
        return redirect(made)
    context = {
        "form": form,
        "post": post,
        "heading": _("Split this message off"),
        "verb": _("Split off"),
        "crumbs": above(category=topic.forum),
    }
    return TemplateResponse(request, "community/reason.html", context)
