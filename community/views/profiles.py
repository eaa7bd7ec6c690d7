"""Reporting the profile of a member, keeping it, clearing it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from community import profiles
from community.crumbs import above
from community.form_pages import form_page, sent
from community.forms import ProfileReportForm
from community.library.rights import moderates, signed_in
from community.reasons import LogReasonForm, ReasonForm
from members.models import User


@form_page
@login_required
@never_cache
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what is wrong with a profile; Http404 for one that one does not read, or one’s own."""
    me = signed_in(request.user)
    member = get_object_or_404(profiles.known_to(me).exclude(pk=me.pk), pk=pk)
    form = ProfileReportForm(sent(request)[0])
    if form.is_valid():
        profiles.report(by=me, member=member, reason=form.cleaned_data["reason"])
        messages.success(request, _("Thank you. The moderators look at this profile."))
        return redirect("community:index")
    return page(request, member, form, heading=_("Report this profile"), verb=_("Report"))


@form_page
@login_required
@never_cache
def keep(request: HttpRequest, pk: int) -> HttpResponse:
    """Set the reports about a profile aside, with a reason for the log."""
    member = waiting(request, pk)
    form = LogReasonForm(sent(request)[0])
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        profiles.set_reports_aside(by=signed_in(request.user), member=member, reason=reason)
        messages.success(request, _("The profile stays; the reason is in the log."))
        return redirect("community:queue")
    return page(request, member, form, heading=_("Keep this profile"), verb=_("Keep"))


@form_page
@login_required
@never_cache
def clear(request: HttpRequest, pk: int) -> HttpResponse:
    """Take away what a profile says, with a reason for its member."""
    member = waiting(request, pk)
    form = ReasonForm(sent(request)[0])
    if form.is_valid():
        profiles.clear(
            by=signed_in(request.user), member=member, reason=form.cleaned_data["reason"]
        )
        messages.success(request, _("The profile is cleared; its member is told why."))
        return redirect("community:queue")
    return page(request, member, form, heading=_("Clear this profile"), verb=_("Clear"))


def waiting(request: HttpRequest, pk: int) -> User:
    """A reported member. PermissionDenied for who does not decide, Http404 for any other."""
    if not moderates(request.user):
        raise PermissionDenied
    return get_object_or_404(profiles.reported(), pk=pk)


def page(  # type: ignore[no-untyped-def]
    request: HttpRequest, member: User, form, *, heading: str, verb: str
) -> HttpResponse:
    context = {
        "form": form,
        "member": member,
        "heading": heading,
        "verb": verb,
        "crumbs": above(index=True),
    }
    return TemplateResponse(request, "community/profile.html", context)
