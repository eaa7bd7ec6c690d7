"""The editors' side of suggestions: their list, and the decision about each."""

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from experiences.menu import EditorsMenuItem
from experiences.suggestions.admin_views import accept_one, decide
from experiences.suggestions.reports import SuggestionsReport


@hooks.register("register_admin_urls")
def register_suggestions() -> list[URLPattern]:
    report = SuggestionsReport
    return [
        path("suggestions/", report.as_view(), name=report.index_url_name),
        path(
            "suggestions/results/",
            report.as_view(results_only=True),
            name=report.index_results_url_name,
        ),
        path("suggestions/<int:pk>/", decide, name="suggestions_decide"),
        path("suggestions/<int:pk>/accepter/", accept_one, name="suggestions_accept"),
    ]


@hooks.register("register_admin_menu_item")
def register_suggestions_list() -> MenuItem:
    return EditorsMenuItem(
        _("Suggestions"),
        reverse(SuggestionsReport.index_url_name),
        name="suggestions",
        icon_name=SuggestionsReport.header_icon,
        order=155,
    )
