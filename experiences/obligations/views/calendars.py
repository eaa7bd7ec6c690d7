"""The calendar of due dates: its secret address, made and revoked by members, read by machines."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from experiences.obligations.calendars import ical, renew, revoke
from experiences.obligations.models import Calendar
from experiences.obligations.rights import own


@require_POST
@login_required
@never_cache
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Make the address, make another one, or revoke it (`do=revoke`)."""
    member, organisation = own(request, pk)
    if request.POST.get("do") == "revoke":
        revoke(organisation=organisation)
        messages.success(request, _("Revoked: this address leads nowhere from now on."))
    else:
        renew(organisation=organisation, by=member)
        messages.success(request, _("Here is the address. Whoever has it reads your due dates."))
    return redirect("obligations:organisation", pk=pk)


@require_safe
@never_cache
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """Due dates and names of obligations, for whoever has the address; Http404 for any other."""
    found = get_object_or_404(Calendar.objects.select_related("organisation"), token=token)
    response = HttpResponse(ical(found.organisation), content_type="text/calendar; charset=utf-8")
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "no-referrer"
    response["Content-Disposition"] = 'attachment; filename="obligations.ics"'
    return response
