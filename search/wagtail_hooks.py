"""The editors' side of the search: synonyms, and what the search server refuses."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, HelpPanel
from wagtail.models import Locale
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import CreateView, SnippetViewSet

from search.models import Synonym
from search.parsing import clean
from search.query import MAX_TEXT
from search.reports import MAY_SEE, RefusalsReport, try_refusals_again


class SynonymCreateView(CreateView):
    """Begins with the term that the address gives: a line of the searches without an answer."""

    def get_initial_form_instance(self) -> Synonym:
        term = clean(self.request.GET.get("terms", ""), MAX_TEXT).replace(",", " ")
        language = self.request.GET.get("language", "")
        locale = Locale.objects.filter(language_code=language).first()
        return Synonym(terms=f"{term}, " if term else "", locale=locale or Locale.get_default())


class SynonymViewSet(SnippetViewSet):
    model = Synonym
    add_view_class = SynonymCreateView
    icon = "list-ul"
    menu_label = _("Synonyms")
    menu_order = 310
    add_to_admin_menu = True
    list_display = ["terms", "locale"]
    list_filter = ["locale"]
    search_fields = ["terms"]
    search_backend_name = None  # a few hundred rows: the database's own search does
    list_per_page = 100
    copy_view_enabled = False  # a copy would say the same
    panels = [
        HelpPanel(
            content=_(
                "<p>Visitors who type one of these terms also find what bears the others: "
                "an acronym and its long form, two words for one thing. It counts from the next "
                "search on. Accents, capitals, plurals and hyphens need no synonym.</p>"
            )
        ),
        FieldPanel("terms"),
        FieldPanel("locale"),
    ]


register_snippet(SynonymViewSet)


@hooks.register("register_admin_urls")
def register_refusals() -> list[URLPattern]:
    report = RefusalsReport
    return [
        path("reports/refus/", report.as_view(), name=report.index_url_name),
        path(
            "reports/refus/results/",
            report.as_view(results_only=True),
            name=report.index_results_url_name,
        ),
        path("reports/refus/reprendre/", try_refusals_again, name="search_try_again"),
    ]


class RefusalsMenuItem(MenuItem):
    """Where there is a search server that may refuse something."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(settings.ELASTICSEARCH_URL) and request.user.has_perm(MAY_SEE)


@hooks.register("register_reports_menu_item")
def register_refusals_report() -> MenuItem:
    return RefusalsMenuItem(
        RefusalsReport.page_title,
        reverse(RefusalsReport.index_url_name),
        name="search-refusals",
        icon_name=RefusalsReport.header_icon,
        order=300,
    )
