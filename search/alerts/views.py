"""The pages of the alerts: ask for one, confirm it, change or end it. All work without scripts."""

import logging
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.core.signing import BadSignature
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from search.addresses import Address
from search.alerts.forms import AlertForm, RhythmForm
from search.alerts.joining import LinkExpiredError, alert_of, ask_for_alert, confirm
from search.alerts.leaving import leave, stop
from search.alerts.limits import MOST_TO_ADDRESS, origin_allowed
from search.alerts.models import (
    CONFIRM_WITHIN,
    LONGEST_SEARCH,
    UNCONFIRMED_KEPT,
    Alert,
    Rhythm,
    Watcher,
)
from search.alerts.questions import in_words, parameters, results_url, watched
from search.alerts.watching import MOST_WATCHED
from search.asking import ask
from search.parsing import parse
from ui.errors import errors_of

logger = logging.getLogger(__name__)

View = Callable[..., HttpResponse]
read_and_write = require_http_methods(["GET", "HEAD", "POST"])


def personal(view: View) -> View:
    """Whose address is a secret: kept by no cache, listed nowhere, told to no other site."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["X-Robots-Tag"] = "noindex, nofollow"
        # Not "no-referrer": Django reads it, from this site, where it checks a form.
        response["Referrer-Policy"] = "same-origin"
        return response

    return never_cache(answer)


@read_and_write
@personal
def new(request: HttpRequest) -> HttpResponse:
    """The form on a search, which is in the query string as in every address of a search."""
    question = watched(parse(request.GET, locale=get_language() or "fr"))
    results = ask(question.query)
    search = parameters(question.query)
    title = in_words(question, results)
    form = AlertForm(request.POST or None, found=results.total)
    status = HTTPStatus.OK
    if request.method == "POST":
        status = HTTPStatus.BAD_REQUEST
        if len(search) > LONGEST_SEARCH:
            form.add_error(None, _("This search has too many filters: take some away first."))
        if form.is_valid():
            status = _ask(request, form, search, title)
            if status == HTTPStatus.OK:
                return HttpResponseRedirect(reverse("alerts:requested"))
    context = {
        "form": form,
        "errors": errors_of(form),
        "title": title,
        "total": results.total,
        "back_url": Address(reverse("search:results")).url(question.query),
        "most": MOST_WATCHED,
        "confirm_days": CONFIRM_WITHIN.days,
        "kept_days": UNCONFIRMED_KEPT.days,
    }
    return TemplateResponse(request, "alerts/new.html", context, status=status)


def _ask(request: HttpRequest, form: AlertForm, search: str, title: str) -> HTTPStatus:
    """Send the message of confirmation; any other status than OK stands beside an error in `form`.

    The answer is the same whether or not the address is known, or has been sent enough today.
    """
    now = timezone.now()
    if form.is_of_a_program:
        return HTTPStatus.OK
    if not origin_allowed(request, now):
        form.add_error(
            None, _("Many alerts were asked for from your connection: try again in an hour.")
        )
        return HTTPStatus.TOO_MANY_REQUESTS
    try:
        ask_for_alert(
            email=form.cleaned_data["email"],
            rhythm=Rhythm(form.cleaned_data["rhythm"]),
            parameters=search,
            locale=get_language() or "fr",
            title=title,
            now=now,
        )
    except (OSError, ValueError) as error:
        logger.warning("No message of confirmation: %s.", type(error).__name__)
        form.add_error(
            None, _("The message could not be sent. Check the address, or try again later.")
        )
        return HTTPStatus.SERVICE_UNAVAILABLE
    return HTTPStatus.OK


@require_safe
@personal
def requested(request: HttpRequest) -> HttpResponse:
    """What to do next: the same for every address."""
    context = {
        "confirm_days": CONFIRM_WITHIN.days,
        "kept_days": UNCONFIRMED_KEPT.days,
        "most": MOST_TO_ADDRESS,
    }
    return TemplateResponse(request, "alerts/requested.html", context)


@read_and_write
@personal
def confirmation(request: HttpRequest, link: str) -> HttpResponse:
    """One button: programs that check mails follow links, but press no button."""
    try:
        alert = alert_of(link)
    except LinkExpiredError:
        return _gone(request, HTTPStatus.GONE, late=True)
    except BadSignature:
        return _gone(request, HTTPStatus.NOT_FOUND)
    if request.method == "POST":
        confirm(alert, now=timezone.now())
        return _to_own(alert.watcher, "confirmee")
    context = {
        "alert": alert,
        "rhythm": Rhythm(alert.rhythm).label,
        "own_url": reverse("alerts:own", args=[alert.watcher.token]) if alert.confirmed_at else "",
    }
    return TemplateResponse(request, "alerts/confirmation.html", context)


@read_and_write
@personal
def own(request: HttpRequest, token: str) -> HttpResponse:
    """The alerts of one person: change the rhythm, end one, end all."""
    watcher = Watcher.objects.filter(token=token).first()
    if watcher is None:
        return _gone(request, HTTPStatus.NOT_FOUND)
    alerts = list(watcher.alerts.confirmed().select_related("search").order_by("pk"))
    if request.method == "POST":
        return _change(request, watcher, alerts)
    done = {
        "confirmee": _("Your alert is confirmed."),
        "rythme": _("The rhythm is changed."),
        "arretee": _("The alert is ended."),
    }
    context = {
        "watcher": watcher,
        "rows": [
            {
                "alert": alert,
                "form": RhythmForm(instance=alert),
                "url": results_url(alert.search),
                "foreign": alert.search.locale if alert.search.locale != get_language() else "",
            }
            for alert in alerts
        ],
        "done": done.get(request.GET.get("fait", ""), ""),
        "most": MOST_WATCHED,
    }
    return TemplateResponse(request, "alerts/own.html", context)


def _change(request: HttpRequest, watcher: Watcher, alerts: list[Alert]) -> HttpResponse:
    """What the button that was pressed says; nothing for one that this page has not."""
    action, _colon, key = request.POST.get("action", "").partition(":")
    if action == "leave":
        leave(watcher)
        return HttpResponseRedirect(reverse("alerts:left"))
    alert = next((each for each in alerts if str(each.pk) == key), None)
    if alert is None:  # ended in another window
        return _to_own(watcher, "arretee" if action == "stop" else "")
    if action == "stop":
        stop(alert)
        if not Watcher.objects.filter(pk=watcher.pk).exists():
            return HttpResponseRedirect(reverse("alerts:left"))
        return _to_own(watcher, "arretee")
    form = RhythmForm(request.POST, instance=alert)
    if action == "rhythm" and form.is_valid():
        form.save()
        return _to_own(watcher, "rythme")
    return _to_own(watcher, "")


@csrf_exempt  # RFC 8058: the mail program has the address of this page, and nothing else
@read_and_write
@personal
def leaving(request: HttpRequest, token: str) -> HttpResponse:
    """One click, or one POST of a mail program: every alert ends, the address is deleted.

    Says the same for an address that is gone already.
    """
    if request.method == "POST":
        watcher = Watcher.objects.filter(token=token).first()
        if watcher is not None:
            leave(watcher)
        return TemplateResponse(request, "alerts/left.html")
    return TemplateResponse(request, "alerts/leaving.html")


@require_safe
@personal
def left(request: HttpRequest) -> HttpResponse:
    """That nothing is kept any more."""
    return TemplateResponse(request, "alerts/left.html")


def _to_own(watcher: Watcher, done: str) -> HttpResponse:
    url = reverse("alerts:own", args=[watcher.token])
    return HttpResponseRedirect(f"{url}?fait={done}" if done else url)


def _gone(request: HttpRequest, status: HTTPStatus, *, late: bool = False) -> HttpResponse:
    """That a link leads nowhere (any more), and what to do."""
    return TemplateResponse(request, "alerts/gone.html", {"late": late}, status=status)
