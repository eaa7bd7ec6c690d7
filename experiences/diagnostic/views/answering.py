"""The pages behind the link: overview, a section at a time, the end; resumed whenever one likes."""

from typing import Any
from urllib.parse import quote

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from experiences.diagnostic.answers import Answers, may_be_asked, read_answers
from experiences.diagnostic.forms import FinishForm, SectionForm
from experiences.diagnostic.models import Respondent
from experiences.diagnostic.progress import progress
from experiences.diagnostic.questionnaire import Questionnaire, Section
from experiences.diagnostic.reading import secret
from experiences.diagnostic.retention import FINISHED_MONTHS, UNFINISHED_MONTHS
from experiences.diagnostic.rounds import may_change
from experiences.diagnostic.saving import ClosedError, finish, save_answers

read_and_write = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@secret
def overview(request: HttpRequest, respondent: Respondent) -> HttpResponse:
    """How far one is, section by section, and where to go on."""
    questionnaire, answers = _read(respondent)
    whole, each = progress(questionnaire, answers)
    begun = next((one for one in each if not one.is_done), None)
    context = _context(request, respondent) | {
        "whole": whole,
        "sections": each,
        "next": begun.section if begun else None,
        "is_open": may_change(respondent),
    }
    return TemplateResponse(request, "diagnostic/overview.html", context)


@read_and_write
@secret
def section(request: HttpRequest, respondent: Respondent, key: str) -> HttpResponse:
    """One section as a form, saved as far as it is filled in; Http404 for an unknown one."""
    if not may_change(respondent):
        return _closed(request, respondent)
    questionnaire, answers = _read(respondent)
    here = next((one for one in questionnaire.sections if one.key == key), None)
    if here is None:
        raise Http404
    form = SectionForm(
        request.POST if request.method == "POST" else None,
        questions=may_be_asked(here, questionnaire, answers),
        answers=answers,
    )
    if form.is_valid():
        try:
            saved = save_answers(respondent=respondent, answers=form.answers, now=timezone.now())
        except ClosedError:
            return _closed(request, respondent)
        if "stop" in request.POST:
            return redirect("diagnostic:resume", token=respondent.token)
        after = _after(here, questionnaire, read_answers(saved.answers, questionnaire))
        if after is None:
            return redirect("diagnostic:finish", token=respondent.token)
        return redirect("diagnostic:section", token=respondent.token, key=after.key)
    whole, each = progress(questionnaire, answers)
    context = _context(request, respondent) | {
        "section": here,
        "sections": each,
        "form": form,
        "asked": list(form.asked()),
        "whole": whole,
        "place": questionnaire.sections.index(here) + 1,
        "places": len(questionnaire.sections),
        "before": _before(here, questionnaire, answers),
    }
    return TemplateResponse(request, "diagnostic/section.html", context)


@require_safe
@secret
def resume(request: HttpRequest, respondent: Respondent) -> HttpResponse:
    """The link by which one goes on later, to be copied or sent to oneself."""
    link = request.build_absolute_uri(reverse("diagnostic:answers", args=[respondent.token]))
    subject = _("Our self-diagnosis: %(territory)s") % {"territory": respondent.round.territory}
    body = _("To go on with the self-diagnosis: %(link)s") % {"link": link}
    context = _context(request, respondent) | {
        "link": link,
        "mail_url": f"mailto:?subject={quote(subject)}&body={quote(body)}",
    }
    return TemplateResponse(request, "diagnostic/resume.html", context)


@read_and_write
@secret
def last(request: HttpRequest, respondent: Respondent) -> HttpResponse:
    """The last step: hours, function, figures; then the result."""
    round_ = respondent.round
    if not may_change(respondent):
        return _closed(request, respondent)
    has_organisation = round_.organisation_id is not None
    form = FinishForm(
        request.POST if request.method == "POST" else None,
        has_organisation=has_organisation,
        initial={
            "hours": round_.hours,
            "function": respondent.function,
            "shared": round_.shared,
        },
    )
    if form.is_valid():
        try:
            finish(
                respondent=respondent,
                function=form.cleaned_data["function"],
                hours=form.cleaned_data["hours"],
                shared=form.cleaned_data["shared"] if has_organisation else None,
                now=timezone.now(),
            )
        except ClosedError:
            return _closed(request, respondent)
        return redirect("diagnostic:result", token=respondent.token)
    whole, each = progress(*_read(respondent))
    context = _context(request, respondent) | {
        "form": form,
        "whole": whole,
        "unanswered": [one for one in each if one.left],
    }
    return TemplateResponse(request, "diagnostic/finish.html", context)


@read_and_write
@secret
def delete(request: HttpRequest, respondent: Respondent) -> HttpResponse:
    """Delete the answers for good, after a question. Not those of a closed round."""
    if not may_change(respondent):
        return _closed(request, respondent)
    if request.method == "POST":
        round_ = respondent.round
        respondent.delete()
        if not round_.respondents.exists():
            round_.delete()
        messages.success(request, _("Your answers are deleted."))
        return redirect("diagnostic:start")
    return TemplateResponse(request, "diagnostic/delete.html", _context(request, respondent))


def _read(respondent: Respondent) -> tuple[Questionnaire, Answers]:
    questionnaire = respondent.round.edition.questionnaire(get_language() or "fr")
    return questionnaire, read_answers(respondent.answers, questionnaire)


def _context(request: HttpRequest, respondent: Respondent) -> dict[str, Any]:
    """What every page behind the link says."""
    language = get_language() or "fr"
    words = respondent.round.edition.language(language)
    return {
        "respondent": respondent,
        "territory": respondent.round.territory,
        "title": respondent.round.edition.title(language),
        "words_language": "" if words == language else words,
        "unfinished_months": UNFINISHED_MONTHS,
        "finished_months": FINISHED_MONTHS,
    }


def _closed(request: HttpRequest, respondent: Respondent) -> HttpResponse:
    messages.info(
        request,
        _("These answers do not change any more: the round is closed, or you have left it."),
    )
    return redirect("diagnostic:answers", token=respondent.token)


def _after(here: Section, questionnaire: Questionnaire, answers: Answers) -> Section | None:
    """The next section that asks something; None after the last."""
    place = questionnaire.sections.index(here)
    return _first(questionnaire.sections[place + 1 :], questionnaire, answers)


def _before(here: Section, questionnaire: Questionnaire, answers: Answers) -> Section | None:
    place = questionnaire.sections.index(here)
    return _first(questionnaire.sections[:place][::-1], questionnaire, answers)


def _first(
    sections: tuple[Section, ...], questionnaire: Questionnaire, answers: Answers
) -> Section | None:
    return next((one for one in sections if may_be_asked(one, questionnaire, answers)), None)
