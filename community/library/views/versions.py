"""Withdrawing one version of a document, while others are left."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from community.form_pages import form_page, sent
from community.library import moderation
from community.library.crumbs import above
from community.library.models import Version
from community.library.rights import signed_in
from community.library.said import WithdrawalForm
from community.library.views.sharing import changeable
from ui.typography import day


@form_page
@login_required
@never_cache
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a version away for good, with a reason. The only one goes with its whole document.

    Http404 for one that is not shown; PermissionDenied for who may not.
    """
    version = get_object_or_404(Version.objects.shown(), pk=pk)
    document = changeable(request, version.document_id)
    if document.versions.shown().count() < 2:
        messages.warning(
            request, _("No other version is left: the whole document is withdrawn instead.")
        )
        return redirect("library:withdraw", pk=document.pk)
    form = WithdrawalForm(sent(request)[0])
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        moderation.withdraw_version(by=signed_in(request.user), version=version, reason=reason)
        messages.success(request, _("This version is withdrawn, and its file is deleted."))
        return redirect(document)
    context = {
        "form": form,
        "document": document,
        "heading": _("Withdraw the version of {day}").format(day=day(version.shown_at)),
        "verb": _("Withdraw"),
        "crumbs": above(document),
    }
    return TemplateResponse(request, "library/reason.html", context)
