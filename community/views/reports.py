"""Telling the moderators about a message, and what it said before it was edited."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from community.crumbs import above
from community.form_pages import form_page, sent
from community.forms import ReportForm
from community.moderation import may_moderate, report
from community.views.writing import visible_post


@form_page
@login_required
@never_cache
def report_post(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what is wrong with a message."""
    post, access = visible_post(request, pk)
    form = ReportForm(sent(request)[0])
    if form.is_valid():
        report(access=access, post=post, reason=form.cleaned_data["reason"])
        messages.success(request, _("Thank you. The moderators look at this message."))
        return redirect(post)
    context = {
        "form": form,
        "post": post,
        "heading": _("Report this message"),
        "verb": _("Report"),
        "crumbs": above(category=post.topic.forum),
    }
    return TemplateResponse(request, "community/reason.html", context)


@require_safe
@login_required
@never_cache
def former_versions(request: HttpRequest, pk: int) -> HttpResponse:
    """What a post said before. PermissionDenied for all but its author and moderators."""
    post, access = visible_post(request, pk)
    is_own = post.poster_id == access.person.pk
    if not is_own and not may_moderate(access, post.topic.forum_id):
        raise PermissionDenied
    context = {
        "post": post,
        "versions": post.former_versions.select_related("editor"),
        "crumbs": above(category=post.topic.forum),
    }
    return TemplateResponse(request, "community/versions.html", context)
