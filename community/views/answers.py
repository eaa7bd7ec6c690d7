"""Accepting an answer, finding a post useful: one button each, by POST."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from community.answers import accept, vote
from community.views.writing import visible_post


@require_POST
@login_required
def accept_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Make this the accepted answer, or no longer. PermissionDenied for who may not."""
    post, access = visible_post(request, pk)
    if accept(access=access, post=post):
        messages.success(request, _("This answer is marked as the one that helped."))
    else:
        messages.success(request, _("No answer is marked as accepted any more."))
    return redirect(post)


@require_POST
@login_required
def find_useful(request: HttpRequest, pk: int) -> HttpResponse:
    """Count for this post, or no longer. PermissionDenied for one's own."""
    post, access = visible_post(request, pk)
    vote(access=access, post=post)
    return redirect(post)
