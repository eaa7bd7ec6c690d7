"""The editors' list of what was asked: every edition, with how many rounds each has, read only."""

from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.permission_policies import ModelPermissionPolicy

from experiences.diagnostic.models import Edition
from ui.typography import day

policy = ModelPermissionPolicy(Edition)


def languages(edition: Edition) -> str:
    """The names of those in which it is asked."""
    return ", ".join(name for code, name in settings.LANGUAGES if code in edition.content)


class EditionsReport(ReportView):
    """The present edition first."""

    model = Edition
    permission_policy = policy
    permission_required = "view"
    page_title = _("Editions of the self-diagnosis")
    header_icon = "list-ol"
    index_url_name = "diagnostic_editions"
    index_results_url_name = "diagnostic_editions_results"
    is_searchable = False
    default_ordering = None
    columns = [
        TitleColumn("number", label=_("Edition"), url_name="diagnostic_edition"),
        Column("published_at", label=_("Date"), accessor=lambda one: day(one.published_at)),
        Column(
            "questions",
            label=_("Questions"),
            accessor=lambda one: len(list(one.questionnaire(settings.LANGUAGE_CODE))),
        ),
        Column("languages", label=_("Languages"), accessor=languages),
        Column("times", label=_("Rounds answered with it"), accessor="times"),
    ]

    @property
    def no_results_message(self) -> str:
        return str(_("Nothing is asked yet: publish the questionnaire."))

    def get_queryset(self) -> QuerySet[Edition]:
        return Edition.objects.annotate(times=Count("rounds")).order_by("-number")


@require_safe
def edition(request: HttpRequest, pk: int) -> HttpResponse:
    """One edition as it is asked, question by question, in the default language."""
    if not policy.user_has_permission(request.user, "view"):
        raise PermissionDenied
    found = get_object_or_404(Edition, pk=pk)
    language = settings.LANGUAGE_CODE
    context: dict[str, Any] = {
        "header_title": str(found),
        "header_icon": EditionsReport.header_icon,
        "breadcrumbs_items": [
            {"url": reverse(EditionsReport.index_url_name), "label": EditionsReport.page_title},
            {"url": "", "label": str(found)},
        ],
        "edition": found,
        "introduction": found.introduction(language),
        "questionnaire": found.questionnaire(language),
        "languages": languages(found),
    }
    return TemplateResponse(request, "diagnostic/admin/edition.html", context)
