"""Asking for another look at a decision, answering it, and the figures of the years."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from community import appeals
from community.crumbs import above
from community.figures import yearly_figures
from community.form_pages import form_page, sent
from community.forms import AppealAnswerForm, AppealForm
from community.models import Appeal, Decision
from community.permissions import access, access_to
from community.views.writing import visible_post


@require_safe
@login_required
@never_cache
def against_refusal(request: HttpRequest, pk: int) -> HttpResponse:
    """Leads to the appeal against the last refusal of a message. Http404 for another's."""
    post, access = visible_post(request, pk)
    refusals = post.decisions.filter(action=Decision.Action.REFUSED, author=access.member)
    decision = refusals.first()
    if decision is None:
        raise Http404
    return redirect("community:appeal", decision.pk)


@form_page
@login_required
@never_cache
def appeal(request: HttpRequest, pk: int) -> HttpResponse:
    """Why a decision about one's own message should be another. Http404 for any other decision."""
    decisions = Decision.objects.select_related("post", "topic").filter(author=request.user.pk)
    decision = get_object_or_404(decisions, pk=pk, action__in=appeals.AGAINST)
    may = access_to([], request.user)
    if not appeals.may_appeal(may.member, decision):
        messages.info(request, _("You have asked for another look already, or it is settled."))
        return redirect("community:index")
    form = AppealForm(sent(request)[0])
    if form.is_valid():
        appeals.appeal(access=may, decision=decision, text=form.cleaned_data["text"])
        messages.success(request, _("Another moderator looks at it and writes to you."))
        return redirect("community:index")
    context = {
        "form": form,
        "decision": decision,
        "heading": _("Ask for another look"),
        "verb": _("Ask for another look"),
        "crumbs": above(index=True),
    }
    return TemplateResponse(request, "community/appeal.html", context)


@form_page
@login_required
@never_cache
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer an appeal. PermissionDenied for who may not decide about it."""
    rows = Appeal.objects.filter(decided_at=None).select_related(
        "member", "decision__post__topic__forum__theme", "decision__topic__forum"
    )
    everywhere = access(request.user)
    if not everywhere.categories("can_approve_posts"):
        raise PermissionDenied
    found = get_object_or_404(rows, pk=pk)
    if not appeals.may_decide(everywhere, found):
        raise PermissionDenied
    form = AppealAnswerForm(sent(request)[0])
    if form.is_valid():
        granted = form.cleaned_data["answer"] == AppealAnswerForm.GRANT
        reason = form.cleaned_data["reason"]
        appeals.decide(access=everywhere, appeal=found, granted=granted, reason=reason)
        messages.success(request, _("The answer is sent to its author."))
        return redirect("community:queue")
    context = {
        "form": form,
        "appeal": found,
        "decision": found.decision,
        "heading": _("Answer an appeal"),
        "verb": _("Send the answer"),
        "crumbs": above(index=True),
    }
    return TemplateResponse(request, "community/appeal.html", context)


@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """What was decided each year, for everybody: numbers, no person."""
    path = reverse("community:figures")
    context = {"years": yearly_figures(), "crumbs": above(index=True), "path": path}
    return TemplateResponse(request, "community/figures.html", context)
