"""What the self-diagnosis is, for everybody; and the button that begins one, for a territory."""

from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse, translate_url
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from experiences.diagnostic.limits import start_allowed
from experiences.diagnostic.models import Edition
from experiences.diagnostic.reading import unlisted
from experiences.diagnostic.retention import FINISHED_MONTHS, UNFINISHED_MONTHS
from experiences.diagnostic.rounds import begin, memberships
from members.models import User
from members.organisations.asking import PARAMETER, asked
from territories.models import Territory
from ui.head import Alternate


@require_safe
def opening(request: HttpRequest) -> HttpResponse:
    """What it is, what it asks, what it keeps; then the form that asks for the territory."""
    path = reverse("diagnostic:opening")
    absolute = request.build_absolute_uri
    alternates = [
        Alternate(code, absolute(translate_url(path, code))) for code, _name in settings.LANGUAGES
    ]
    context: dict[str, Any] = {
        **_asked(),
        "territory": asked(request).territory,
        "parameter": PARAMETER,
        "canonical": absolute(path),
        "alternates": [*alternates, Alternate("x-default", alternates[0].url)],
        "unfinished_months": UNFINISHED_MONTHS,
        "finished_months": FINISHED_MONTHS,
    }
    return TemplateResponse(request, "diagnostic/opening.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def start(request: HttpRequest) -> HttpResponse:
    """Begins for the territory of the address, by a POST; asks for it where there is none."""
    about = asked(request)
    territory = about.territory
    status, refusal = HTTPStatus.OK, ""
    context = _asked()
    if request.method == "POST" and territory and context["edition"]:
        if start_allowed(request, timezone.now()):
            respondent = begin(territory=territory)
            return redirect("diagnostic:answers", token=respondent.token)
        status = HTTPStatus.TOO_MANY_REQUESTS
        refusal = _("Many self-diagnoses were begun from your connection: try again in an hour.")
    context |= {
        "territory": territory,
        "matches": about.matches,
        "text": about.text,
        "memberships": _memberships(request, territory),
        "refusal": refusal,
        "unfinished_months": UNFINISHED_MONTHS,
        "finished_months": FINISHED_MONTHS,
    }
    return unlisted(TemplateResponse(request, "diagnostic/start.html", context, status=status))


def _asked() -> dict[str, Any]:
    """The current edition in the language of the page, or in the one that it has; one query."""
    language = get_language() or settings.LANGUAGE_CODE
    edition = Edition.objects.current()
    if edition is None:
        return {"edition": None, "words_language": ""}
    questionnaire = edition.questionnaire(language)
    words = edition.language(language)
    return {
        "edition": edition,
        "title": edition.title(language),
        "introduction": edition.introduction(language),
        "sections": questionnaire.sections,
        "number": len(list(questionnaire)),
        "words_language": "" if words == language else words,
    }


def _memberships(request: HttpRequest, territory: Territory | None) -> list[Any]:
    """Those by which a member answers for `territory`."""
    if territory is None or not isinstance(request.user, User):
        return []
    return list(memberships(request.user).filter(organisation__territory=territory))
