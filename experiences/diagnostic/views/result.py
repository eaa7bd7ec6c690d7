"""What comes of the answers."""

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from experiences.diagnostic.answers import read_answers
from experiences.diagnostic.models import Respondent
from experiences.diagnostic.reading import secret
from experiences.diagnostic.scoring import scores


@require_safe
@secret
def result(request: HttpRequest, respondent: Respondent) -> HttpResponse:
    """The scores of each section."""
    questionnaire = respondent.round.edition.questionnaire(get_language() or "fr")
    found = scores(questionnaire, read_answers(respondent.answers, questionnaire))
    context = {"respondent": respondent, "scores": found}
    return TemplateResponse(request, "diagnostic/result.html", context)
