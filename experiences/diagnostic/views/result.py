"""What comes of somebody's answers: the page, the table for a spreadsheet, two pages for print."""

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from experiences.diagnostic.document import as_pdf
from experiences.diagnostic.models import Respondent
from experiences.diagnostic.reading import secret
from experiences.diagnostic.report import report_of
from experiences.diagnostic.table import as_table


@require_safe
@secret
def result(request: HttpRequest, respondent: Respondent) -> HttpResponse:
    """Strengths and weak areas in words, the drawing and its table, what to read and to do."""
    context = {
        "respondent": respondent,
        "territory": respondent.round.territory,
        "report": report_of(request, respondent, get_language() or "fr"),
    }
    return TemplateResponse(request, "diagnostic/result.html", context)


@require_safe
@secret
def as_csv(request: HttpRequest, respondent: Respondent) -> HttpResponse:
    """Every question with what was answered and its score, for a spreadsheet."""
    text = as_table(respondent, get_language() or "fr")
    response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="autodiagnostic.csv"'
    return response


@require_safe
@secret
def pdf(request: HttpRequest, respondent: Respondent) -> HttpResponse:
    """The same on two pages, to be printed for the council."""
    language = get_language() or "fr"
    report = report_of(request, respondent, language)
    origin = f"{request.scheme}://{request.get_host()}"
    written = as_pdf(report, language, origin)
    response = HttpResponse(written, content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="autodiagnostic.pdf"'
    return response
