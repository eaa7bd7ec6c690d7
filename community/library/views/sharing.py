"""Sharing, looking through, changing and withdrawing a document: nothing typed is lost."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from community.form_pages import asked_key, form_page, sent
from community.library import sharing
from community.library.crumbs import above
from community.library.forms import ShareForm
from community.library.models import SharedDocument
from community.library.moderation import withdraw as take_away
from community.library.personal_marks import marks
from community.library.rights import is_author, may_change, signed_in
from community.library.said import WithdrawalForm
from community.library.sheets import about_sheet, shown_sheet


@form_page
@login_required
@never_cache
def share(request: HttpRequest) -> HttpResponse:
    """A new document; then what it seems to tell of people is looked through.

    `?fiche` names the sheet that leads here, whose themes it begins with.
    """
    member = signed_in(request.user)
    initial = about_sheet(shown_sheet(asked_key(request, "fiche")))
    form = ShareForm(*sent(request), member=member, initial=initial)
    if form.is_valid():
        answers = form.cleaned_data
        document = sharing.begin(
            author=member,
            document=form.save(commit=False),
            themes=answers["themes"],
            pillars=answers["pillars"],
            file=answers["file"],
        )
        return onward(request, document)
    context = {"heading": _("Share a document"), "verb": _("Go on"), "crumbs": above()}
    return form_response(request, form, context)


@form_page
@login_required
@never_cache
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Another wording, another file. PermissionDenied for who may not."""
    document = changeable(request, pk)
    form = ShareForm(*sent(request), instance=document, member=signed_in(request.user))
    if form.is_valid():
        answers = form.cleaned_data
        sharing.change(
            by=signed_in(request.user),
            document=form.save(commit=False),
            themes=answers["themes"],
            pillars=answers["pillars"],
            file=answers.get("file"),
            changes=answers.get("changes", ""),
        )
        return onward(request, document)
    context = {
        "heading": _("Change this document"),
        "verb": _("Save"),
        "document": document,
        "crumbs": above(document),
    }
    return form_response(request, form, context)


def onward(request: HttpRequest, document: SharedDocument) -> HttpResponse:
    """To look through a new file, or to what has become of the document."""
    waiting = document.waiting_version
    if waiting and not waiting.is_read:
        sharing.read(waiting)
        return redirect("library:check", pk=document.pk)
    if document.state == "draft":
        sharing.confirm(by=signed_in(request.user), document=document)
    document.refresh_from_db()
    say_what_became(request, document)
    # A referent does not see what is held because of what they wrote.
    is_seen = SharedDocument.objects.visible_to(request.user).filter(pk=document.pk).exists()
    return redirect(document if is_seen else "library:index")


@form_page
@login_required
@never_cache
def check(request: HttpRequest, pk: int) -> HttpResponse:
    """What the waiting file seems to tell of people; its author publishes it or replaces it."""
    document = changeable(request, pk)
    waiting = document.waiting_version
    if waiting is None:
        return redirect(document)
    if not waiting.is_read:
        sharing.read(waiting)
    if request.method == "POST":
        sharing.confirm(by=signed_in(request.user), document=document)
        document.refresh_from_db()
        say_what_became(request, document)
        return redirect(document)
    context = {
        "document": document,
        "waiting": waiting,
        "marks": marks(waiting.text),
        "crumbs": above(document),
    }
    return TemplateResponse(request, "library/check.html", context)


@form_page
@login_required
@never_cache
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take it away for good: with a reason once others could read it."""
    document = changeable(request, pk)
    form = WithdrawalForm(sent(request)[0])
    was_public = document.published_at is not None or not is_author(request.user, document)
    if not was_public:
        del form.fields["reason"]
    if form.is_valid():
        reason = form.cleaned_data.get("reason", "")
        left = take_away(by=signed_in(request.user), document=document, reason=reason)
        messages.success(request, _("The document is withdrawn, and its files are deleted."))
        return redirect(document) if left else redirect("library:index")
    context = {
        "form": form,
        "document": document,
        "heading": _("Withdraw this document"),
        "verb": _("Withdraw"),
        "crumbs": above(document),
    }
    return TemplateResponse(request, "library/reason.html", context)


def seen(request: HttpRequest, pk: int) -> SharedDocument:
    """The document, which the person sees and which was not withdrawn. Http404 otherwise."""
    rows = SharedDocument.objects.with_places().visible_to(request.user)
    found = rows.exclude(state="withdrawn").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def changeable(request: HttpRequest, pk: int) -> SharedDocument:
    found = seen(request, pk)
    if not may_change(request.user, found):
        raise PermissionDenied
    return found


def form_response(request: HttpRequest, form: ShareForm, context: dict[str, Any]) -> HttpResponse:
    """The form with all that was written. Browsers do not send a file twice: it is asked again."""
    more = {"form": form, "file_lost": bool(request.FILES)}
    return TemplateResponse(request, "library/share.html", context | more)


def say_what_became(request: HttpRequest, document: SharedDocument) -> None:
    if document.is_published:
        messages.success(request, _("Your document is published. Thank you for sharing it."))
    else:
        messages.warning(
            request,
            _(
                "Your document is saved. A moderator reads it before others do, usually within two "
                "working days."
            ),
        )
