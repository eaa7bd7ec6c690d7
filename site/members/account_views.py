"""The pages of an account that are ours: what is mine, my displayed name, the terms of use."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from members.account_forms import NameForm
from members.consents import TERMS_VERSION, agree, has_agreed
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


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def consent(request: HttpRequest) -> HttpResponse:
    """Asks whether the present terms are accepted; then back to the page that was asked for."""
    assert isinstance(request.user, User)  # noqa: S101  (for the type checker)
    back = request.POST.get("next") or request.GET.get("next", "")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure()):
        back = reverse("account")
    if request.method == "POST":
        agree(user=request.user)
    elif not has_agreed(request.user):
        context = {"since": parse_date(TERMS_VERSION), "back": back}
        return TemplateResponse(request, "account/consent.html", context)
    return HttpResponseRedirect(back)


@require_safe
@login_required
@never_cache
def leaving(request: HttpRequest) -> HttpResponse:
    """The ways out, for whoever does not accept the terms."""
    return TemplateResponse(request, "account/leaving.html")


@require_safe
def terms(request: HttpRequest) -> HttpResponse:
    context = {"since": parse_date(TERMS_VERSION)}
    return TemplateResponse(request, "account/terms.html", context)
