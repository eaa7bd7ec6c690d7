"""What the site knows of me: to read, to take along, to delete."""

from allauth.account.decorators import reauthentication_required
from django import forms
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from members.models import User
from members.personal_data import LastAdministratorError, delete_account, known


class DeletionForm(forms.Form):
    """What becomes of what I wrote for others; nothing is chosen beforehand."""

    KEEP, REMOVE = "keep", "remove"
    messages = forms.ChoiceField(
        label=gettext_lazy("What I wrote in the community"),
        choices=(
            (KEEP, gettext_lazy("Stays, without my name: others can go on learning from it")),
            (REMOVE, gettext_lazy("Is removed, with my files")),
        ),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what becomes of what you wrote.")},
    )


@require_safe
@login_required
@reauthentication_required
@never_cache
def data(request: HttpRequest) -> HttpResponse:
    """All that is known of me, to read."""
    return TemplateResponse(request, "account/data.html", {"sections": known(signed_in(request))})


@require_safe
@login_required
@reauthentication_required
@never_cache
def data_file(request: HttpRequest) -> HttpResponse:
    """The same as JSON, as a download: title of a section → its entries."""
    sections = {one.title: list(one.entries) for one in known(signed_in(request))}
    response = JsonResponse(sections, json_dumps_params={"ensure_ascii": False, "indent": 2})
    response["Content-Disposition"] = 'attachment; filename="terrain-commun-mes-donnees.json"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@reauthentication_required
@never_cache
def deletion(request: HttpRequest) -> HttpResponse:
    """Delete my account; says so on the home page of accounts, signed out."""
    form = DeletionForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        remove = form.cleaned_data["messages"] == DeletionForm.REMOVE
        try:
            delete_account(member=signed_in(request), remove=remove)
        except LastAdministratorError:
            form.add_error(
                None,
                _(
                    "You are the last person who may do everything here. Give somebody else this "
                    "right in the administration, then delete your account."
                ),
            )
        else:
            logout(request)
            messages.success(request, _("Your account is deleted."))
            return redirect("account_login")
    return TemplateResponse(request, "account/deletion.html", {"form": form})


def signed_in(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # noqa: S101  (for the type checker)
    return request.user
