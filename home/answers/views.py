"""A member says whether a message of theirs may become a page."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from home.answers.asking import NotPublicError, agree, refuse
from home.answers.models import Request


@require_safe
@login_required
@never_cache
def mine(request: HttpRequest) -> HttpResponse:
    """What I was asked, the last first."""
    rows = Request.objects.filter(member=request.user.pk).select_related("post__topic")
    return TemplateResponse(request, "answers/mine.html", {"requests": rows})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Yes (`agrees`) or no; Http404 for messages of others: nobody learns of them."""
    rows = Request.objects.select_related("post__topic", "member")
    asked = get_object_or_404(rows, pk=pk, member=request.user.pk)
    if request.method != "POST":
        return TemplateResponse(request, "answers/decide.html", {"asked": asked})
    if "agrees" not in request.POST:
        if refuse(request=asked):
            messages.success(request, _("Noted: nothing is done with your message."))
        return redirect("answers:mine")
    try:
        page = agree(request=asked, named="named" in request.POST)
    except NotPublicError:
        messages.error(
            request, _("Your message is no longer one that everybody reads: nothing was done.")
        )
    else:
        if page is not None:
            messages.success(
                request, _("Thank you. The editors work on it, and publish it once it is complete.")
            )
    return redirect("answers:mine")
