"""The editors' report on documents that the search server refuses, and its button."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.models import Page
from wagtail.permission_policies import ModelPermissionPolicy

from community.forum_conversation.models import Topic
from community.library.models import SharedDocument
from experiences.obligations.models import Obligation
from search.models import Refusal
from search.models.index import OBLIGATIONS_FROM, SHARED_FROM
from search.refusals import try_again

ALL = "all"
MAY_SEE, MAY_TRY = "search.view_refusal", "search.change_refusal"


class TryAgainColumn(Column):
    cell_template_name = "search/admin/try_again_cell.html"


class RefusalsReport(ReportView):
    """What, where, why, since when."""

    model = Refusal
    page_title = _("Refused by the search")
    header_icon = "warning"
    index_url_name = "search_refusals"
    index_results_url_name = "search_refusals_results"
    results_template_name = "search/admin/refusals.html"
    permission_policy = ModelPermissionPolicy(Refusal)
    permission_required = "view"
    no_results_message = _("The search server takes every document.")
    list_export = ["key", "title", "locale", "error", "refused_at"]
    is_searchable = False

    @property
    def columns(self) -> list[Column]:
        columns = [
            TitleColumn(
                "title", label=_("Document"), width="30%", get_url=lambda refusal: refusal.edit_url
            ),
            Column("locale", label=_("Language")),
            Column(
                "error", label=_("What the server says"), width="40%", classname="wrap-anywhere"
            ),
            DateColumn("refused_at", label=_("Since")),
        ]
        if self.request.user.has_perm(MAY_TRY):
            columns.append(TryAgainColumn("again", label=_("Action")))
        return columns

    def get_queryset(self) -> QuerySet[Refusal]:
        return Refusal.objects.all()

    def decorate_paginated_queryset(self, object_list: Any) -> Any:
        """With the title of what it is about, which may be gone, and where it is written."""
        keys = [refusal.key for refusal in object_list]
        pages = Page.objects.in_bulk([key for key in keys if key > 0])
        topics = Topic.objects.select_related("forum").in_bulk([-key for key in keys if key < 0])
        shared = SharedDocument.objects.in_bulk(
            [key - SHARED_FROM for key in keys if SHARED_FROM < key < OBLIGATIONS_FROM]
        )
        obligations = Obligation.objects.in_bulk(
            [key - OBLIGATIONS_FROM for key in keys if key > OBLIGATIONS_FROM]
        )
        for refusal in object_list:
            page = pages.get(refusal.key)
            written = (
                topics.get(-refusal.key)
                or shared.get(refusal.key - SHARED_FROM)
                or obligations.get(refusal.key - OBLIGATIONS_FROM)
            )
            refusal.title, refusal.edit_url = str(refusal.key), None
            if page:
                refusal.title = page.get_admin_display_title()
                refusal.edit_url = reverse("wagtailadmin_pages:edit", args=[page.pk])
            elif written:
                refusal.title, refusal.edit_url = str(written), written.get_absolute_url()
        return object_list

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        may_try_again = self.request.user.has_perm(MAY_TRY)
        return {**super().get_context_data(**kwargs), "may_try_again": may_try_again}


@require_POST
def try_refusals_again(request: HttpRequest) -> HttpResponse:
    """One of them, or all; then back to the report."""
    if not request.user.has_perm(MAY_TRY):
        raise PermissionDenied
    refusals, wanted = Refusal.objects.all(), request.POST.get("refusal", "")
    if wanted != ALL:
        if not wanted.isdecimal():
            raise Http404
        refusals = refusals.filter(pk=wanted)
    number = try_again(refusals)
    messages.success(
        request,
        ngettext(
            "%(count)s document is sent again within seconds. If the server refuses it once "
            "more, it stays here.",
            "%(count)s documents are sent again within seconds. Those that the server refuses "
            "once more stay here.",
            number,
        )
        % {"count": number},
    )
    return redirect(RefusalsReport.index_url_name)
