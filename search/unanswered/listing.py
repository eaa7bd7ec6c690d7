"""The editors' list: what was sought, how often, what to do about it."""

from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import Button

from search.kinds import Kind
from search.models import CataloguePage
from search.unanswered.deciding import StateColumn, decide
from search.unanswered.models import UnansweredSearch
from ui.spreadsheets import harmless
from ui.typography import day


def trend(search: Any) -> str:
    """How much more or less often lately than in as long before; annotated by `counted`."""
    difference = search.recent - search.before
    if not difference:
        return _("steady")
    return f"+{difference}" if difference > 0 else f"\u2212{-difference}"


class UnansweredIndexView(generic.IndexView):
    page_title = gettext_lazy("Searches without an answer")

    # Anyone may have typed the text.
    custom_field_preprocess = {"text": {"csv": harmless, "xlsx": harmless}}

    def get_base_queryset(self) -> QuerySet[UnansweredSearch]:
        return UnansweredSearch.objects.counted(timezone.localdate())

    def order_queryset(self, queryset: Any) -> Any:
        if self.is_explicitly_ordered:
            return super().order_queryset(queryset)
        return queryset.to_do_first()

    @cached_property
    def no_results_message(self) -> str:
        if self.is_searching or self.is_filtering:
            return _("No line matches: clear the words and the filters above.")
        return _("Nothing was sought in vain so far. What visitors do not find is listed here.")

    @cached_property
    def columns(self) -> list[Any]:
        columns: list[Any] = super().columns
        columns[0].width = "30%"  # else numbers take the room of words
        return columns

    def get_list_more_buttons(self, instance: UnansweredSearch) -> list[Any]:
        """Wagtail's, after the two that answer."""
        buttons = []
        if catalogue := self.catalogues.get(instance.locale):
            buttons.append(
                Button(
                    _("Write the sheet"),
                    url=sheet_url(catalogue, instance.text),
                    icon_name="form",
                    priority=1,
                )
            )
        if instance.text:
            buttons.append(
                Button(
                    _("Add a synonym"), url=synonym_url(instance), icon_name="list-ul", priority=2
                )
            )
        return [*buttons, *super().get_list_more_buttons(instance)]

    @cached_property
    def catalogues(self) -> dict[str, int]:
        """Language code → id of the catalogue of experience sheets; one query a page."""
        found = CataloguePage.objects.filter(kind=Kind.EXPERIENCE)
        return dict(found.values_list("locale__language_code", "pk"))


def sheet_url(catalogue: int, title: str) -> str:
    """The form of a new sheet, with its title filled in: see `search.unanswered.prefilling`."""
    url = reverse("wagtailadmin_pages:add", args=["experiences", "experiencepage", catalogue])
    return f"{url}?{urlencode({'title': title})}" if title else url


def synonym_url(search: UnansweredSearch) -> str:
    """The form of a new set of synonyms, with the first term filled in."""
    url = reverse("wagtailsnippets_search_synonym:add")
    return f"{url}?{urlencode({'terms': search.text, 'language': search.locale})}"


class UnansweredViewSet(ModelViewSet):
    model = UnansweredSearch
    name = "unanswered"
    url_prefix = "recherches-sans-reponse"
    icon = "search"
    menu_label = gettext_lazy("Searches without an answer")
    menu_order = 305
    add_to_admin_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    index_view_class = UnansweredIndexView
    list_display = [
        "__str__",  # as a name, so that Wagtail adds the menu of the line
        # Without words, the name of the line says them already.
        Column(
            "filters_text",
            label=gettext_lazy("Filters"),
            accessor=lambda search: search.filters_text if search.text else "",
        ),
        Column("locale", label=gettext_lazy("Language"), sort_key="locale"),
        Column("outcome", label=gettext_lazy("Found"), accessor="get_outcome_display"),
        Column(
            "recent",
            label=gettext_lazy("In 30 days"),
            accessor=lambda search: f"{search.recent} ({trend(search)})",
            sort_key="recent",
        ),
        Column("total", label=gettext_lazy("In all"), sort_key="total"),
        Column(
            "last_seen",
            label=gettext_lazy("Last sought"),
            accessor=lambda search: day(search.last_seen),
            sort_key="last_seen",
        ),
        StateColumn("state", label=gettext_lazy("State"), accessor="get_state_display"),
    ]
    list_filter = ["state", "outcome", "locale"]
    list_export = [
        "text",
        "filters_text",
        "locale",
        "outcome",
        "recent",
        "before",
        "total",
        "last_seen",
        "state",
    ]
    export_headings = {
        "recent": gettext_lazy("In 30 days"),
        "before": gettext_lazy("In the 30 days before"),
        "total": gettext_lazy("In all"),
        "last_seen": gettext_lazy("Last sought"),
    }
    export_filename = "recherches-sans-reponse"
    search_fields = ["text", "words", "filters_text"]
    search_backend_name = None
    list_per_page = 50
    panels = [
        FieldPanel("text", read_only=True),
        FieldPanel("filters_text", read_only=True),
        FieldPanel("state"),
    ]

    def get_urlpatterns(self) -> list[URLPattern]:
        return [*super().get_urlpatterns(), path("etat/<int:pk>/", decide, name="decide")]
