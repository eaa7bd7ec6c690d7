"""My organisations: what I belong to, how I join one, leave it, and decide about others."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from members.models import User
from members.organisations import belonging
from members.organisations.forms import DecisionForm, JoinForm, LeaveForm, ProfileForm
from members.organisations.models import Membership, Organisation, Profile
from territories.lookup import MAX_TEXT, find
from territories.models import Territory
from ui.paging import links_around

FOUND = 12  # organisations, and as many territories
REQUESTS_A_PAGE = 20


@require_safe
@login_required
@never_cache
def mine(request: HttpRequest) -> HttpResponse:
    """What I belong to and belonged to, and a page (`?page=`) of what waits for my decision."""
    member = signed_in(request)
    rows = list(member.memberships.with_places())
    waiting = belonging.requests_for(member)
    requests = Paginator(waiting, REQUESTS_A_PAGE).get_page(request.GET.get("page"))
    path = reverse("organisations")
    pages = links_around(requests, url=lambda number: f"{path}?page={number}")
    context = {
        "open": [row for row in rows if row.status != Membership.Status.ENDED],
        "ended": [row for row in rows if row.status == Membership.Status.ENDED],
        "requests": requests,
        "pages": pages if len(pages) > 1 else (),
        "profile": Profile.objects.filter(member=member).first(),
    }
    return TemplateResponse(request, "organisations/mine.html", context)


@require_safe
@login_required
@never_cache
def search(request: HttpRequest) -> HttpResponse:
    """Organisations and territories by what is typed (`q`), each to be joined."""
    text = request.GET.get("q", "").strip()[:MAX_TEXT]
    places = find(text, limit=FOUND)
    # What governs a territory is found by the territory.
    others = Organisation.objects.named(text).exclude(kind__in=Organisation.GOVERNING)
    context = {"text": text, "places": places, "organisations": others[:FOUND]}
    return TemplateResponse(request, "organisations/search.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def join_territory(request: HttpRequest, kind: str, code: str) -> HttpResponse:
    """Join what governs a territory; the organisation is made when the first one joins."""
    place = get_object_or_404(
        Territory.objects.with_places().filter(obsolete=False), kind=kind, code=code
    )
    found = Organisation.objects.filter(kind=place.kind, territory=place).first()
    organisation = found or Organisation(kind=place.kind, name=place.name, territory=place)
    return ask_to_join(request, organisation)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def join(request: HttpRequest, pk: int) -> HttpResponse:
    organisation = get_object_or_404(
        Organisation.objects.select_related("territory__departement"), pk=pk
    )
    return ask_to_join(request, organisation)


def ask_to_join(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    form = JoinForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        if organisation.pk is None and organisation.territory:
            organisation = belonging.organisation_of(territory=organisation.territory)
        try:
            joined = belonging.join(
                member=signed_in(request), organisation=organisation, **form.cleaned_data
            )
        except belonging.AlreadyThereError:
            messages.info(request, _("You have said so already: here is where it stands."))
        else:
            if joined.is_waiting:
                messages.success(request, _("Noted. A referent or a moderator will confirm it."))
            else:
                messages.success(request, _("Your address proves it: your belonging is confirmed."))
        return redirect("organisations")
    context = {"form": form, "organisation": organisation}
    return TemplateResponse(request, "organisations/join.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def leave(request: HttpRequest, pk: int) -> HttpResponse:
    """End a membership of mine, or one that I decide about; a referent may hand over.

    Http404 for those of others: nobody learns who belongs where.
    """
    member = signed_in(request)
    rows = Membership.objects.open().with_places().select_related("member")
    membership = get_object_or_404(rows, pk=pk)
    organisation = membership.organisation
    is_mine = membership.member_id == member.pk
    if not is_mine and not belonging.may_decide(member=member, organisation=organisation):
        raise Http404
    form = LeaveForm(request.POST if request.method == "POST" else None, membership=membership)
    if form.is_valid():
        belonging.end_mandate(
            membership=membership, by=member, successor=form.cleaned_data.get("successor")
        )
        if is_mine:
            messages.success(request, _("Your belonging has ended. What you wrote stays."))
            return redirect("organisations")
        messages.success(request, _("Ended: the person is told by e-mail."))
        return redirect("organisation_members", pk=organisation.pk)
    context = {"form": form, "membership": membership, "is_mine": is_mine}
    return TemplateResponse(request, "organisations/leave.html", context)


@require_safe
@login_required
@never_cache
def members(request: HttpRequest, pk: int) -> HttpResponse:
    """Who belongs to an organisation, for its referents and for moderators."""
    organisation = get_object_or_404(
        Organisation.objects.select_related("territory__departement"), pk=pk
    )
    if not belonging.may_decide(member=signed_in(request), organisation=organisation):
        raise PermissionDenied
    rows = organisation.memberships.open().select_related("member")
    context = {"organisation": organisation, "memberships": rows.order_by("asked_at", "pk")}
    return TemplateResponse(request, "organisations/members.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm or refuse a request, as referent of the organisation or as moderator."""
    member = signed_in(request)
    membership = get_object_or_404(Membership.objects.with_places().select_related("member"), pk=pk)
    organisation = membership.organisation
    if not belonging.may_decide(member=member, organisation=organisation):
        raise PermissionDenied
    if membership.member_id == member.pk:
        raise PermissionDenied
    form = DecisionForm(request.POST if request.method == "POST" else None)
    if not membership.is_waiting:
        messages.info(request, _("This has been decided in the meantime."))
        return redirect("organisations")
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        if form.cleaned_data["decision"] == DecisionForm.CONFIRM:
            belonging.confirm(membership=membership, by=member, reason=reason)
        else:
            belonging.refuse(membership=membership, by=member, reason=reason)
        messages.success(request, _("Decided: the person is told by e-mail."))
        return redirect("organisations")
    context = {"form": form, "membership": membership}
    return TemplateResponse(request, "organisations/decide.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def profile(request: HttpRequest) -> HttpResponse:
    """What I tell the others of myself."""
    known = Profile.objects.filter(member=signed_in(request)).first()
    form = ProfileForm(
        request.POST if request.method == "POST" else None,
        instance=known or Profile(member=signed_in(request)),
    )
    if form.is_valid():
        form.save()
        messages.success(request, _("Your profile is changed."))
        return redirect("organisations")
    return TemplateResponse(request, "organisations/profile.html", {"form": form})


def signed_in(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # noqa: S101  (for the type checker)
    return request.user
