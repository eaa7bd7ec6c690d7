"""The administration of publications: lists, reports, dashboard, log."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.log_actions import LogActionRegistry

from experiences.dashboard import WorkPanel
from experiences.deadlines import DatesReport
from experiences.listings import PublicationsGroup
from experiences.menu import EditorsMenuItem
from experiences.reports import CompletenessReport, ReviewReport


@hooks.register("register_admin_viewset")
def register_lists() -> ViewSetGroup:
    return PublicationsGroup()


@hooks.register("register_admin_urls")
def register_reports() -> list[URLPattern]:
    reports = (
        ("relecture", ReviewReport),
        ("completude", CompletenessReport),
        ("dates-des-aides", DatesReport),
    )
    return [
        path(f"reports/{slug}/{part}", view.as_view(results_only=bool(part)), name=name)
        for slug, view in reports
        for part, name in (
            ("", view.index_url_name),
            ("results/", view.index_results_url_name),
        )
    ]


@hooks.register("register_reports_menu_item")
def register_review_report() -> MenuItem:
    return EditorsMenuItem(
        _("To review"),
        reverse(ReviewReport.index_url_name),
        name="to-review",
        icon_name=ReviewReport.header_icon,
        order=100,
    )


@hooks.register("register_reports_menu_item")
def register_completeness_report() -> MenuItem:
    return EditorsMenuItem(
        _("Completeness"),
        reverse(CompletenessReport.index_url_name),
        name="completeness",
        icon_name=CompletenessReport.header_icon,
        order=200,
    )


@hooks.register("register_reports_menu_item")
def register_dates_report() -> MenuItem:
    return EditorsMenuItem(
        DatesReport.page_title,
        reverse(DatesReport.index_url_name),
        name="dates-of-aids",
        icon_name=DatesReport.header_icon,
        order=300,
    )


@hooks.register("construct_homepage_panels")
def add_work(request: HttpRequest, panels: list[Any]) -> None:
    panels.insert(0, WorkPanel())


@hooks.register("register_log_actions")
def register_refusal(actions: LogActionRegistry) -> None:
    actions.register_action(
        "experiences.publish_refused",
        _("Refuse scheduled publication"),
        _("Scheduled publication was refused: the page breaks a rule"),
    )
