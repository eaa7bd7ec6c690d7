"""The administrators' side of the alerts: a report."""

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from search.alerts.reports import WatchedSearchReport


@hooks.register("register_admin_urls")
def register_report() -> list[URLPattern]:
    view = WatchedSearchReport
    return [
        path("reports/alertes/", view.as_view(), name=view.index_url_name),
        path(
            "reports/alertes/results/",
            view.as_view(results_only=True),
            name=view.index_results_url_name,
        ),
    ]


class AlertsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("alerts.view_watchedsearch")


@hooks.register("register_reports_menu_item")
def register_menu_item() -> MenuItem:
    return AlertsMenuItem(
        _("Watched searches"),
        reverse(WatchedSearchReport.index_url_name),
        name="alerts",
        icon_name=WatchedSearchReport.header_icon,
        order=300,
    )
