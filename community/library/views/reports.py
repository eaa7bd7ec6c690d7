"""What other members say of a document: that they used it again, or what is wrong with it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from community.form_pages import form_page, sent
from community.library import moderation, reusing
from community.library.crumbs import above
from community.library.rights import signed_in
from community.library.said import ReportForm, ReuseForm
from community.library.views.sharing import seen


@form_page
@login_required
@never_cache
def tell_reuse(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that one used it again, for whom and what for."""
    document, member = seen(request, pk), signed_in(request.user)
    if not reusing.may_tell(member, document):
        raise PermissionDenied
    form = ReuseForm(
        sent(request)[0], member=member, instance=document.reuses.filter(member=member).first()
    )
    if form.is_valid():
        reusing.tell_reuse(by=member, document=document, **form.cleaned_data)
        messages.success(request, _("Thank you: whoever shared it sees what it was good for."))
        return redirect(document)
    context = {
        "form": form,
        "document": document,
        "heading": _("We used it again"),
        "verb": _("Tell it"),
        "crumbs": above(document),
    }
    return TemplateResponse(request, "library/reason.html", context)


@form_page
@login_required
@never_cache
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what is wrong with a document."""
    document = seen(request, pk)
    form = ReportForm(sent(request)[0])
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        moderation.report(by=signed_in(request.user), document=document, reason=reason)
        messages.success(request, _("Thank you. The moderators look at this document."))
        return redirect(document)
    context = {
        "form": form,
        "document": document,
        "heading": _("Report this document"),
        "verb": _("Report"),
        "crumbs": above(document),
    }
    return TemplateResponse(request, "library/reason.html", context)
