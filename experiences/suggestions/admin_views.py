"""The decision about one suggestion, in the administration."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request

from experiences.suggestions.about import About
from experiences.suggestions.deciding import LockedError, accept, decline, may_decide
from experiences.suggestions.facts import BY_HAND, says
from experiences.suggestions.forms import DeclineForm
from experiences.suggestions.models import Suggestion
from members.models import User


@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Shows a suggestion beside what the draft says; POST declines it, with a reason."""
    suggestion = theirs(request, pk)
    form = DeclineForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        if decline(suggestion=suggestion, by=editor(request), reason=reason):
            messages.success(request, _("Declined: the author is told by e-mail."))
        else:
            messages.warning(request, decided_meanwhile())
        return redirect("suggestions_list")
    about = About(suggestion.about)
    title = _("Suggestion about a sheet")
    context = {
        "header_title": title,
        "header_icon": "edit",
        "breadcrumbs_items": [
            {"url": reverse("suggestions_list"), "label": _("Suggestions about sheets")},
            {"url": "", "label": title, "sublabel": suggestion.page.title},
        ],
        "suggestion": suggestion,
        "says": says(suggestion.page.get_latest_revision_as_object(), about),
        "by_hand": about in BY_HAND,
        "locked": suggestion.page.permissions_for_user(request.user).page_locked(),
        "form": form,
    }
    return TemplateResponse(request, "suggestions/admin/decide.html", context)


@require_POST
def accept_one(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a suggestion into a draft; then back to the list, or on to the editor of the sheet."""
    suggestion = theirs(request, pk)
    editor_url = reverse("wagtailadmin_pages:edit", args=[suggestion.page_id])
    try:
        done = accept(suggestion=suggestion, by=editor(request))
    except LockedError:
        messages.error(
            request,
            _(
                "“%(sheet)s” is locked, or waits in a workflow: nothing was changed. Accept the "
                "suggestion once the sheet may be changed again."
            )
            % {"sheet": suggestion.page},
        )
        return redirect("suggestions_decide", pk)
    except ValidationError as error:
        told = {"sheet": suggestion.page, "reasons": " ".join(error.messages)}
        messages.error(request, _("“%(sheet)s” would contradict itself: %(reasons)s") % told)
        return redirect("suggestions_decide", pk)
    if not done:
        messages.warning(request, decided_meanwhile())
    elif About(suggestion.about) in BY_HAND:
        messages.success(
            request, _("Accepted: now write it into the sheet. The author is told by e-mail.")
        )
        return redirect(editor_url)
    else:
        messages.success(
            request,
            _("Accepted into a draft of “%(sheet)s”: publish it once you have read it.")
            % {"sheet": suggestion.page},
            buttons=[messages.button(editor_url, _("Open the sheet"))],
        )
    return redirect(get_valid_next_url_from_request(request) or editor_url)


def theirs(request: HttpRequest, pk: int) -> Suggestion:
    """The suggestion with its sheet. PermissionDenied for who may not change the sheet."""
    rows = Suggestion.objects.select_related("page", "member", "decided_by")
    suggestion = get_object_or_404(rows, pk=pk)
    if not may_decide(suggestion.page, editor(request)):
        raise PermissionDenied
    return suggestion


def editor(request: HttpRequest) -> User:
    user: Any = request.user
    assert isinstance(user, User)  # noqa: S101  (for the type checker)
    return user


def decided_meanwhile() -> str:
    return _("Somebody else has decided about it in the meantime.")
