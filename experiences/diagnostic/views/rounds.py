"""A round of an organisation, for its members: what all say together, and where they differ."""

from django.contrib.auth.decorators import login_required
from django.db.models import Exists, OuterRef, Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from experiences.diagnostic.differences import differences
from experiences.diagnostic.evolution import MOST_ROUNDS, evolution
from experiences.diagnostic.joint import answers_of, joint_result
from experiences.diagnostic.models import Respondent, Round
from experiences.diagnostic.report import report
from members.models import User

# Differences that are told, the widest first.
MOST_DIFFERENCES = 12


@require_safe
@login_required
@never_cache
def of_organisation(request: HttpRequest, pk: int) -> HttpResponse:
    """The joint result of a round, its differences, and what moved since the rounds before.

    Http404 for who is no confirmed member. While a round is open, whoever has not finished sees
    who has answered and nothing of what: each answers apart.
    """
    assert isinstance(request.user, User)  # noqa: S101  (for the type checker)
    round = _round(request.user, pk)
    language = get_language() or "fr"
    respondents = list(round.respondents.all())
    finished = [one for one in respondents if one.finished_at]
    context = {
        "round": round,
        "territory": round.territory,
        "respondents": respondents,
        "finished": finished,
        "own": next((one for one in respondents if one.member_id == request.user.pk), None),
        "is_shown": False,
    }
    if finished and _may_read(request, round, finished):
        questionnaire = round.edition.questionnaire(language)
        found = differences(questionnaire, respondents)
        context |= {
            "is_shown": True,
            "report": report(
                request,
                round,
                joint_result(questionnaire, answers_of(respondents, questionnaire)),
                language,
            ),
            "differences": found[:MOST_DIFFERENCES],
            "differences_left": len(found) - MOST_DIFFERENCES,
            "evolutions": evolution(round, _before(round), language),
        }
    return TemplateResponse(request, "diagnostic/round.html", context)


def _round(member: User, pk: int) -> Round:
    rows = Round.objects.select_related(
        "edition", "organisation", "territory__departement", "territory__epci"
    ).prefetch_related("respondents")
    found = get_object_or_404(rows.filter(organisation__isnull=False), pk=pk)
    organisation = found.organisation
    if organisation is None or not (
        organisation.memberships.confirmed().filter(member=member).exists()
    ):
        raise Http404
    return found


def _may_read(request: HttpRequest, round: Round, finished: list[Respondent]) -> bool:
    """After one has finished oneself, or when nobody may answer any more."""
    return round.closed_at is not None or any(one.member_id == request.user.pk for one in finished)


def _before(round: Round) -> list[Round]:
    """The rounds of the same organisation that somebody finished before this one began."""
    finished = Respondent.objects.filter(finished_at__isnull=False)
    rows = Round.objects.filter(
        organisation=round.organisation, opened_at__lt=round.opened_at, pk__lt=round.pk
    )
    rows = rows.filter(Exists(finished.filter(round=OuterRef("pk")))).select_related("edition")
    rows = rows.prefetch_related(Prefetch("respondents", queryset=finished))
    return list(rows.order_by("-opened_at", "-pk")[:MOST_ROUNDS])
