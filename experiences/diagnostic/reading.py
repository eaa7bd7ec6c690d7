"""The door to answers: who holds the link; those of a member, that member alone."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.cache import never_cache

from experiences.diagnostic.models import Respondent

View = Callable[..., HttpResponse]


def respondent(request: HttpRequest, token: str) -> Respondent:
    """Whose answers the link opens, with round, edition and territory. One query.

    Respondent.DoesNotExist for an unknown link, for a member's opened by anybody else, and for what
    a deleted account has left in the round of an organisation: that has no reader of its own.
    """
    found = Respondent.objects.select_related(
        "round__edition", "round__organisation", "round__territory__departement"
    ).get(token=token)
    of_nobody = found.member_id is None and found.round.organisation_id is not None
    of_other = found.member_id is not None and found.member_id != request.user.pk
    if of_nobody or of_other:
        raise Respondent.DoesNotExist
    return found


def secret(view: View) -> View:
    """For addresses with a `token`: the view is given the `Respondent` in its place.

    Kept by no cache, listed nowhere, told to no other site; a page that explains (404) where the
    link opens nothing.
    """

    @wraps(view)
    def answer(request: HttpRequest, token: str, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            found = respondent(request, token)
        except Respondent.DoesNotExist:
            response: HttpResponse = TemplateResponse(
                request, "diagnostic/gone.html", status=HTTPStatus.NOT_FOUND
            )
        else:
            response = view(request, found, *args, **kwargs)
        return unlisted(response)

    return never_cache(answer)


def unlisted(response: HttpResponse) -> HttpResponse:
    response["X-Robots-Tag"] = "noindex, nofollow"
    # Not "no-referrer": Django reads it, from this site, where it checks a form.
    response["Referrer-Policy"] = "same-origin"
    return response
