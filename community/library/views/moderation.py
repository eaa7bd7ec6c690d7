"""What moderators decide about held and reported documents."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from community.form_pages import form_page, sent
from community.library import moderation
from community.library.crumbs import above
from community.library.models import SharedDocument
from community.library.rights import moderates, signed_in
from community.library.views.sharing import seen
from community.reasons import LogReasonForm, ReasonForm


@require_POST
@login_required
def approve(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a held document to all, and go on with the queue."""
    moderation.approve(by=signed_in(request.user), document=seen(request, pk))
    messages.success(request, _("The document is published."))
    return redirect("community:queue")


@form_page
@login_required
@never_cache
def refuse(request: HttpRequest, pk: int) -> HttpResponse:
    """Refuse a held document, with a reason for its author."""
    document = judged(request, pk)
    form = ReasonForm(sent(request)[0])
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        moderation.refuse(by=signed_in(request.user), document=document, reason=reason)
        messages.success(request, _("The document is refused; its author reads why."))
        return redirect("community:queue")
    context = {"heading": _("Refuse this document"), "verb": _("Refuse")}
    return ask_reason(request, form, document, context)


@form_page
@login_required
@never_cache
def keep(request: HttpRequest, pk: int) -> HttpResponse:
    """Set the reports of a document aside, with a reason for the log."""
    document = judged(request, pk)
    form = LogReasonForm(sent(request)[0])
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        moderation.set_reports_aside(by=signed_in(request.user), document=document, reason=reason)
        messages.success(request, _("The document stays; its reports are set aside."))
        return redirect("community:queue")
    context = {"heading": _("Keep this document"), "verb": _("Keep")}
    return ask_reason(request, form, document, context)


def judged(request: HttpRequest, pk: int) -> SharedDocument:
    """The document, for a moderator. PermissionDenied for others."""
    document = seen(request, pk)
    if not moderates(request.user):
        raise PermissionDenied
    return document


def ask_reason(
    request: HttpRequest, form: ReasonForm, document: SharedDocument, context: dict[str, str]
) -> HttpResponse:
    more = {"form": form, "document": document, "crumbs": above(document)}
    return TemplateResponse(request, "library/reason.html", context | more)
