"""The editors' side: answers of the forum that may become sheets."""

from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from experiences.menu import EditorsMenuItem
from home.answers.reports import AnswersReport, ask_author


@hooks.register("register_admin_urls")
def register_answers() -> list[URLPattern]:
    report = AnswersReport
    return [
        path("reponses/", report.as_view(), name=report.index_url_name),
        path(
            "reponses/results/",
            report.as_view(results_only=True),
            name=report.index_results_url_name,
        ),
        path("reponses/<int:pk>/demander/", ask_author, name="answers_ask"),
    ]


@hooks.register("register_reports_menu_item")
def register_answers_report() -> MenuItem:
    return EditorsMenuItem(
        AnswersReport.page_title,
        reverse(AnswersReport.index_url_name),
        name="answers",
        icon_name=AnswersReport.header_icon,
        order=300,
    )
