"""What towns watch: each search with the number of people; nothing to change here."""

from django.db.models import Count, Max, Prefetch, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.reports import ReportView

from search.alerts.models import Alert, Rhythm, WatchedSearch
from search.alerts.questions import results_url
from ui.spreadsheets import harmless

# Addresses that are named in one line, masked.
MOST_NAMED = 5


def people(search: WatchedSearch) -> str:
    """The first people who watch a search, by the first letter and the domain of their address."""
    named = [str(alert.watcher) for alert in search.confirmed[:MOST_NAMED]]  # type: ignore[attr-defined]
    return ", ".join([*named, *(["…"] if len(search.confirmed) > MOST_NAMED else [])])  # type: ignore[attr-defined]


class WatchedSearchReport(ReportView):
    model = WatchedSearch
    page_title = _("Watched searches")
    header_icon = "mail"
    index_url_name = "alerts_report"
    index_results_url_name = "alerts_report_results"
    no_results_message = _("No watched search.")
    any_permission_required = ["view"]
    is_searchable = True
    search_fields = ["title"]
    default_ordering = None
    columns = [
        TitleColumn("title", label=pgettext_lazy("noun", "Search"), get_url=results_url),
        Column("locale", label=_("Language")),
        Column("watchers", label=_("People")),
        Column("waiting", label=_("Waiting for a first result")),
        Column("people", label=_("Addresses, masked"), accessor=people),
        DateColumn("latest", label=_("Latest confirmed")),
    ]
    list_export = ["title", "locale", "watchers", "waiting", "latest"]
    export_headings = {
        "title": pgettext_lazy("noun", "Search"),
        "locale": _("Language"),
        "watchers": _("People"),
        "waiting": _("Waiting for a first result"),
        "latest": _("Latest confirmed"),
    }
    export_filename = "recherches-suivies"
    # The words of a search are somebody's.
    custom_field_preprocess = {"title": {"csv": harmless, "xlsx": harmless}}

    def get_queryset(self) -> QuerySet[WatchedSearch]:
        """The most watched first; what nobody confirmed is not shown."""
        confirmed = Q(alerts__confirmed_at__isnull=False)
        return (
            WatchedSearch.objects.annotate(
                watchers=Count("alerts", filter=confirmed),
                waiting=Count("alerts", filter=confirmed & Q(alerts__rhythm=Rhythm.ONCE)),
                latest=Max("alerts__confirmed_at"),
            )
            .filter(watchers__gt=0)
            .prefetch_related(
                Prefetch(
                    "alerts",
                    Alert.objects.confirmed().defer("seen").select_related("watcher"),
                    to_attr="confirmed",
                )
            )
            .order_by("-watchers", "title")
        )
