"""The pages of an account that are ours: what is mine, my displayed name, the terms of use."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from members.account_forms import NameForm
from members.joining import TERMS_VERSION
from members.models import User
from members.provider import is_offered
from members.second_factor import has_second_factor


@require_safe
@login_required
@never_cache
def account(request: HttpRequest) -> HttpResponse:
    """What is mine, each with the way to change it."""
    context = {
        "member": request.user,
        "has_second_factor": has_second_factor(request.user),
        "offers_openid": is_offered(),
        "edits": request.user.has_perm("wagtailadmin.access_admin"),
    }
    return TemplateResponse(request, "account/account.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def name(request: HttpRequest) -> HttpResponse:
    """Change the name that others read."""
    assert isinstance(request.user, User)  # noqa: S101  (for the type checker)
    form = NameForm(request.POST or None, instance=request.user)
    if form.is_valid():
        form.save()
        messages.success(request, _("Your displayed name is changed."))
        return HttpResponseRedirect(reverse("account"))
    return TemplateResponse(request, "account/name.html", {"form": form})


@require_safe
def terms(request: HttpRequest) -> HttpResponse:
    context = {"since": parse_date(TERMS_VERSION)}
    return TemplateResponse(request, "account/terms.html", context)
