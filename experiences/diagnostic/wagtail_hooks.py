"""The editors' side of the self-diagnosis: the questionnaire, its editions, the advice."""

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from experiences.diagnostic import advice_admin
from experiences.diagnostic.advice_admin import AdviceViewSet
from experiences.diagnostic.models import QuestionnaireText
from experiences.diagnostic.reports import EditionsReport, edition, policy


class QuestionnaireViewSet(SnippetViewSet):
    model = QuestionnaireText
    icon = "tasks"
    menu_label = _("Self-diagnosis")
    menu_order = 305
    add_to_admin_menu = True
    list_display = ["title", "locale"]
    search_backend_name = None  # a row a language
    copy_view_enabled = False  # there is one


register_snippet(QuestionnaireViewSet)
register_snippet(AdviceViewSet)


@hooks.register("register_admin_urls")
def register_editions() -> list[URLPattern]:
    report = EditionsReport
    return [
        path("reports/autodiagnostic/", report.as_view(), name=report.index_url_name),
        path(
            "reports/autodiagnostic/results/",
            report.as_view(results_only=True),
            name=report.index_results_url_name,
        ),
        path("reports/autodiagnostic/<int:pk>/", edition, name="diagnostic_edition"),
    ]


class EditionsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(policy.user_has_permission(request.user, "view"))


@hooks.register("register_reports_menu_item")
def register_editions_report() -> MenuItem:
    return EditionsMenuItem(
        EditionsReport.page_title,
        reverse(EditionsReport.index_url_name),
        name="diagnostic-editions",
        icon_name=EditionsReport.header_icon,
        order=320,
    )


@hooks.register("register_admin_urls")
def register_advice() -> list[URLPattern]:
    return [path("reports/conseils/", advice_admin.gaps, name=advice_admin.GAPS)]


class AdviceMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(advice_admin.MAY_SEE))


@hooks.register("register_reports_menu_item")
def register_advice_report() -> MenuItem:
    return AdviceMenuItem(
        _("Advice, section by section"),
        reverse(advice_admin.GAPS),
        name="diagnostic-advice",
        icon_name=AdviceViewSet.icon,
        order=321,
    )
