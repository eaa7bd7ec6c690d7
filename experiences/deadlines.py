"""The report of aids whose dates editors should look up: over but yearly, or not known."""

from typing import Any

import django_filters
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.models import Page
from wagtail.models.pages import PageQuerySet

from experiences.models import AidPage
from experiences.moments import Moment
from experiences.public.dates import AidDates
from experiences.reports import PageReport, of_types

LOOKED_UP = (Moment.OVER, Moment.UNKNOWN)


def with_dates(pages: PageQuerySet) -> PageQuerySet:
    """`pages`, of aids, with what `AidDates` reads."""
    return pages.annotate(
        issuer=F("aidpage__issuer"),
        opens_on=F("aidpage__opens_on"),
        closes_on=F("aidpage__closes_on"),
        recurrence=F("aidpage__recurrence"),
    )


def to_look_up(pages: PageQuerySet) -> PageQuerySet:
    """Live aids that come back each year and are over, or whose dates nobody knows.

    What is over for longest comes first, what has no date last.
    """
    aids, today = AidPage.objects.all(), timezone.localdate()
    yearly = aids.at_moment(Moment.OVER, today).filter(recurrence=AidPage.Recurrence.YEARLY)
    unknown = aids.at_moment(Moment.UNKNOWN, today)
    found = of_types(pages, (AidPage,)).live()
    found = found.filter(pk__in=yearly.values("pk")) | found.filter(pk__in=unknown.values("pk"))
    return with_dates(found).order_by(F("closes_on").asc(nulls_last=True), "title")


def moment_of(page: Any) -> Moment:
    return AidDates(page.opens_on, page.closes_on, page.recurrence).moment


def moment_label(page: Any) -> str:
    return str(moment_of(page).label)


class DatesFilter(WagtailFilterSet):
    moment = django_filters.ChoiceFilter(
        label=_("Dates"),
        choices=[(one.value, one.label) for one in LOOKED_UP],
        method="at_moment",
    )

    class Meta:
        model = Page
        fields: list[str] = []

    def at_moment(self, pages: PageQuerySet, name: str, value: str) -> PageQuerySet:
        found = AidPage.objects.at_moment(Moment(value), timezone.localdate())
        return pages.filter(pk__in=found.values("pk"))


class DatesReport(PageReport):
    page_title = _("Aids: dates to look up")
    header_icon = "date"
    index_url_name = "experiences_dates_report"
    index_results_url_name = "experiences_dates_report_results"
    filterset_class = DatesFilter
    columns = [
        *PageReport.default_columns,
        Column("moment", label=_("Dates"), accessor=moment_label),
        DateColumn("closes_on", label=_("Deadline")),
        Column("issuer", label=_("Issuer")),
    ]
    list_export = ["title", "issuer", "recurrence", "opens_on", "closes_on"]
    export_headings = {
        "title": _("Title"),
        "issuer": _("Issuer"),
        "recurrence": _("Recurrence"),
        "opens_on": _("Open from"),
        "closes_on": _("Deadline"),
    }
    export_filename = "aides-dates"

    def get_queryset(self) -> PageQuerySet:
        return to_look_up(self.changeable())
