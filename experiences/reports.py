"""Two reports for editors: what is to be reviewed, and what is not complete."""

from datetime import timedelta
from typing import Any

import django_filters
from django.db import models
from django.db.models import Case, F, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import ContentTypeFilter, WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.ui.tables.pages import PageStatusColumn
from wagtail.admin.views.reports import ReportView
from wagtail.models import Locale, Page, get_page_content_types
from wagtail.models.pages import PageQuerySet
from wagtail.permissions import policy_registry

from experiences import completeness
from experiences.models import (
    AidPage,
    ContentPage,
    DossierPage,
    EventPage,
    ExperiencePage,
    NewsPage,
    PillarPage,
    ResourcePage,
    ThemePage,
)
from experiences.models.review import DUE_SOON_DAYS, ReviewState

REVIEWED = (ExperiencePage, DossierPage, ResourcePage, AidPage)
COMPLETED = (*REVIEWED, NewsPage, EventPage, ContentPage, ThemePage, PillarPage)


def of_types(pages: PageQuerySet, types: tuple[type[Page], ...]) -> PageQuerySet:
    """Those of `pages` that are written in the default locale, of `types`."""
    return pages.type(*types).filter(locale=Locale.get_default(), alias_of__isnull=True)


def on_subtypes(types: tuple[type[Page], ...], field: str) -> Coalesce:
    """The value of `field` of whatever type the page is."""
    return Coalesce(*(F(f"{model._meta.model_name}__{field}") for model in types))


def with_review(pages: PageQuerySet) -> PageQuerySet:
    """`pages` with `reviewed_on`, `next_review_on` and `review` (a `ReviewState`), as
    `models.review.review_state` says it."""
    today = timezone.localdate()
    return pages.annotate(
        reviewed_on=on_subtypes(REVIEWED, "reviewed_on"),
        next_review_on=on_subtypes(REVIEWED, "next_review_on"),
    ).annotate(
        review=Case(
            When(next_review_on__lt=today, then=Value(ReviewState.OVERDUE)),
            When(
                next_review_on__lte=today + timedelta(days=DUE_SOON_DAYS),
                then=Value(ReviewState.DUE_SOON),
            ),
            When(reviewed_on__isnull=False, then=Value(ReviewState.CURRENT)),
            default=Value(ReviewState.NEVER),
            output_field=models.CharField(),
        )
    )


def to_review(pages: PageQuerySet) -> PageQuerySet:
    """Live pages whose review is overdue, due soon, or was never made; the most urgent first."""
    due = with_review(of_types(pages, REVIEWED).live()).exclude(review=ReviewState.CURRENT)
    return due.order_by(F("next_review_on").asc(nulls_last=True), "title")


def with_completeness(pages: PageQuerySet) -> PageQuerySet:
    """`pages` of every type with `percent`, the least complete first."""
    found = of_types(pages, COMPLETED)
    return found.annotate(percent=on_subtypes(COMPLETED, "completeness")).order_by(
        "percent", "title"
    )


class PageReport(ReportView):
    """What both have in common: the pages that the person may change."""

    model = Page
    any_permission_required = ["add", "change", "publish"]
    is_searchable = False
    default_ordering = None
    default_columns = [
        # Without the buttons of the explorer, which cost ten queries a row.
        TitleColumn(
            "title",
            label=_("Title"),
            accessor="get_admin_display_title",
            url_name="wagtailadmin_pages:edit",
        ),
        Column("type", label=_("Type"), accessor="page_type_display_name"),
        PageStatusColumn("status", label=_("Status")),
    ]

    def changeable(self) -> PageQuerySet:
        policy = policy_registry.get_by_type(Page)
        pages: PageQuerySet = policy.instances_user_has_permission_for(self.request.user, "change")
        pages = pages.select_related("content_type", "locale").prefetch_workflow_states()
        return pages.annotate_approved_schedule()


class ReviewFilter(WagtailFilterSet):
    review = django_filters.ChoiceFilter(
        label=_("Review"),
        choices=[choice for choice in ReviewState.choices if choice[0] != ReviewState.CURRENT],
    )
    content_type = ContentTypeFilter(
        label=_("Type"),
        queryset=lambda request: get_page_content_types(include_base_page_type=False).filter(
            app_label="experiences", model__in=[model._meta.model_name for model in REVIEWED]
        ),
    )

    class Meta:
        model = Page
        fields: list[str] = []


def review_label(page: Any) -> str:
    return str(ReviewState(page.review).label)


class ReviewReport(PageReport):
    page_title = _("To review")
    header_icon = "calendar-check"
    index_url_name = "experiences_review_report"
    index_results_url_name = "experiences_review_report_results"
    filterset_class = ReviewFilter
    columns = [
        *PageReport.default_columns,
        Column("review", label=_("Review"), accessor=review_label),
        DateColumn("reviewed_on", label=_("Reviewed on")),
        DateColumn("next_review_on", label=_("Next review due")),
    ]
    list_export = ["title", "page_type_display_name", "review", "reviewed_on", "next_review_on"]
    export_headings = {
        "title": _("Title"),
        "page_type_display_name": _("Type"),
        "review": _("Review"),
        "reviewed_on": _("Reviewed on"),
        "next_review_on": _("Next review due"),
    }
    export_filename = "a-relire"
    custom_value_preprocess: dict[str, Any] = {}

    def get_queryset(self) -> PageQuerySet:
        return to_review(self.changeable())


class CompletenessFilter(WagtailFilterSet):
    live = django_filters.BooleanFilter(label=_("Published"))
    percent = django_filters.NumberFilter(label=_("At most (%)"), lookup_expr="lte")
    content_type = ContentTypeFilter(
        label=_("Type"),
        queryset=lambda request: get_page_content_types(include_base_page_type=False).filter(
            app_label="experiences"
        ),
    )

    class Meta:
        model = Page
        fields: list[str] = []


class CompletenessReport(PageReport):
    page_title = _("Completeness")
    header_icon = "tasks"
    index_url_name = "experiences_completeness_report"
    index_results_url_name = "experiences_completeness_report_results"
    filterset_class = CompletenessFilter
    columns = [
        *PageReport.default_columns,
        Column("percent", label=_("Completeness (%)")),
        Column("missing", label=_("Still missing")),
    ]
    list_export = ["title", "page_type_display_name", "percent", "missing"]
    export_headings = {
        "title": _("Title"),
        "page_type_display_name": _("Type"),
        "percent": _("Completeness (%)"),
        "missing": _("Still missing"),
    }
    export_filename = "completude"

    def get_queryset(self) -> PageQuerySet:
        return with_completeness(self.changeable())

    def decorate_paginated_queryset(self, object_list: Any) -> Any:
        pages = list(object_list)
        specific = Page.objects.filter(pk__in=[page.pk for page in pages]).specific()
        written = {page.pk: page for page in specific}
        completeness.prefetch(written.values())
        for page in pages:
            page.missing = completeness.missing_words(written[page.pk])
        return pages
