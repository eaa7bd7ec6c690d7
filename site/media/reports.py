"""The report of documents that nobody finds by their words, with the reason and another try."""

from typing import Any

import django_filters
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.reports import ReportView
from wagtail.permissions import policy_registry

from media.models import PublicDocument, PublicDocumentQuerySet, Reading
from media.reading import read_document


def changeable(request: HttpRequest) -> PublicDocumentQuerySet:
    """The documents that the person may change."""
    policy = policy_registry.get_by_type(PublicDocument)
    documents: PublicDocumentQuerySet = policy.instances_user_has_permission_for(
        request.user, "change"
    )
    return documents


class UnreadFilter(WagtailFilterSet):
    problem = django_filters.ChoiceFilter(
        label=_("Reason"), field_name="reading__problem", choices=Reading.Problem.choices
    )

    class Meta:
        model = PublicDocument
        fields: list[str] = []


class AgainColumn(Column):
    """A button that sends a form."""

    cell_template_name = "media/admin/again_cell.html"

    def get_cell_context_data(self, instance: PublicDocument, parent_context: Any) -> Any:
        context = super().get_cell_context_data(instance, parent_context)
        return {**context, "csrf_token": get_token(context["request"])}


class UnreadDocumentsReport(ReportView):
    model = PublicDocument
    any_permission_required = ["change"]
    page_title = _("Documents without text")
    header_icon = "doc-empty"
    index_url_name = "media_unread_report"
    index_results_url_name = "media_unread_report_results"
    filterset_class = UnreadFilter
    is_searchable = False
    default_ordering = None
    columns = [
        TitleColumn("title", label=_("Title"), url_name="wagtaildocs:edit"),
        Column("filename", label=_("File")),
        Column("reading_state", label=_("Reason")),
        DateColumn("read_at", label=_("Last tried"), accessor="reading.read_at"),
        AgainColumn("again", label=_("Try again")),
    ]
    list_export = ["title", "filename", "reading_state"]
    export_headings = {"title": _("Title"), "filename": _("File"), "reading_state": _("Reason")}
    export_filename = "documents-sans-texte"
    custom_value_preprocess: dict[str, Any] = {}

    def get_queryset(self) -> PublicDocumentQuerySet:
        documents = changeable(self.request).without_text()
        return documents.select_related("reading").defer("reading__text").order_by("title", "pk")


@require_POST
def read_again(request: HttpRequest, document_id: int) -> HttpResponse:
    """One more try, at the demand of somebody who may change the document."""
    document: PublicDocument = get_object_or_404(changeable(request).legible(), pk=document_id)
    reading = read_document(document=document)
    if reading is None or reading.problem:
        reason = reading.get_problem_display() if reading else Reading.Problem.MISSING.label
        words = gettext("“%(title)s” could not be read. %(reason)s")
        messages.error(request, words % {"title": document.title, "reason": reason})
    else:
        words = gettext("“%(title)s” was read: the pages that offer it are found by its words.")
        messages.success(request, words % {"title": document.title})
    return redirect(
        get_valid_next_url_from_request(request) or UnreadDocumentsReport.index_url_name
    )
