"""The self-diagnoses of a member: those of each organisation, joined, closed, kept; and alone."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from experiences.diagnostic import rounds
from experiences.diagnostic.aggregates import areas_of
from experiences.diagnostic.forms import FunctionForm
from experiences.diagnostic.models import Edition, Respondent, Round
from experiences.diagnostic.reading import secret
from experiences.diagnostic.rounds import CannotKeepError
from members.models import User
from members.organisations.models import Organisation

read_and_write = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@login_required
@never_cache
def mine(request: HttpRequest) -> HttpResponse:
    """The organisations I answer for, with who has answered by function; and what I answered."""
    member = signed_in(request)
    organisations = [row.organisation for row in rounds.memberships(member)]
    own = Respondent.objects.filter(member=member).select_related(
        "round__organisation", "round__territory__departement"
    )
    context = {
        "organisations": _organisations(member, organisations),
        "own": list(own.order_by("-started_at", "-pk")),
        "is_open": Edition.objects.exists(),
        "areas": bool(areas_of(member)),
    }
    return TemplateResponse(request, "diagnostic/mine.html", context)


@read_and_write
@login_required
@never_cache
def join(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin or go on in the open round of an organisation. Http404 for those of others."""
    member, organisation = signed_in(request), _own(request, pk)
    now = Respondent.objects.filter(
        round__organisation=organisation, round__closed_at=None, member=member
    ).first()
    if now:
        return redirect("diagnostic:answers", token=now.token)
    if not Edition.objects.exists():
        raise Http404
    form = FunctionForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        respondent = rounds.join(
            member=member, organisation=organisation, function=form.cleaned_data["function"]
        )
        return redirect("diagnostic:answers", token=respondent.token)
    context = {
        "form": form,
        "organisation": organisation,
        "others": _others(organisation),
    }
    return TemplateResponse(request, "diagnostic/join.html", context)


@read_and_write
@login_required
@never_cache
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Close a round, after a question. Http404 for those of organisations that are not mine."""
    member = signed_in(request)
    rows = Round.objects.select_related("organisation__territory__departement")
    round_ = get_object_or_404(rows.exclude(organisation=None), pk=pk)
    organisation = _own(request, round_.organisation_id)
    if not rounds.closable(member=member, organisations=[organisation]):
        raise PermissionDenied
    if request.method == "POST":
        rounds.close(round_=round_, by=member, now=timezone.now())
        messages.success(request, _("The round is closed. The next who answers opens a new one."))
        return redirect("diagnostic:mine")
    context = {"round": round_, "respondents": round_.respondents.order_by("started_at", "pk")}
    return TemplateResponse(request, "diagnostic/close.html", context)


@read_and_write
@secret
@login_required
def keep(request: HttpRequest, respondent: Respondent) -> HttpResponse:
    """Bring answers given without an account into the round of an organisation of mine."""
    member = signed_in(request)
    if respondent.member_id is not None:
        return redirect("diagnostic:answers", token=respondent.token)
    offered = rounds.keepers(respondent=respondent, member=member)
    refusal = ""
    if request.method == "POST":
        chosen = next(
            (one for one in offered if str(one.pk) == request.POST.get("organisation")), None
        )
        if chosen is None:
            raise PermissionDenied
        try:
            rounds.keep(respondent=respondent, member=member, organisation=chosen)
        except CannotKeepError as error:
            refusal = _refusal(error)
        else:
            messages.success(request, _("These answers are kept: only you can open them."))
            return redirect("diagnostic:answers", token=respondent.token)
    context = {"respondent": respondent, "organisations": offered, "refusal": refusal}
    return TemplateResponse(request, "diagnostic/keep.html", context)


def _refusal(error: CannotKeepError) -> str:
    if error.reason == CannotKeepError.TWICE:
        return _("You have answered in the open round of this organisation already.")
    return _(
        "The open round of this organisation asks another edition of the questionnaire: these "
        "answers stay where they are, behind their link."
    )


def _organisations(member: User, organisations: list[Organisation]) -> list[dict[str, Any]]:
    """Each with its rounds, the newest first, and who answered in them; a few queries for all."""
    rows = Round.objects.filter(organisation__in=organisations).prefetch_related("respondents")
    by_organisation: dict[int, list[dict[str, Any]]] = {}
    for round_ in rows.order_by("-opened_at", "-pk"):
        people = list(round_.respondents.all())
        shown = {
            "round": round_,
            "own": next((one for one in people if one.member_id == member.pk), None),
            "people": people,
        }
        by_organisation.setdefault(round_.organisation_id or 0, []).append(shown)
    closable = rounds.closable(member=member, organisations=organisations)
    found = []
    for organisation in organisations:
        each = by_organisation.get(organisation.pk, [])
        found.append(
            {
                "organisation": organisation,
                "open": next((one for one in each if one["round"].is_open), None),
                "closed": [one for one in each if not one["round"].is_open],
                "may_close": organisation.pk in closable,
            }
        )
    return found


def _others(organisation: Organisation) -> list[Respondent]:
    """Who answers in the open round, of which only the function is shown."""
    rows = Respondent.objects.filter(round__organisation=organisation, round__closed_at=None)
    return list(rows.order_by("started_at", "pk"))


def _own(request: HttpRequest, pk: int | None) -> Organisation:
    """One that the member answers for: nobody learns which others answer."""
    for row in rounds.memberships(signed_in(request)):
        if row.organisation_id == pk:
            return row.organisation
    raise Http404


def signed_in(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # noqa: S101  (for the type checker)
    return request.user
