"""The editors' side of territories: the chooser on pages, and a list to look things up in."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext
from wagtail import hooks
from wagtail.admin.forms.choosers import BaseFilterForm, SearchFilterMixin
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import IndexView
from wagtail.admin.views.generic.chooser import ChooseResultsView, ChooseView
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.admin.viewsets.model import ModelViewSet

from territories.folding import squeeze
from territories.lookup import find
from territories.models import Territory

# Results that the chooser and the list go through; beyond, one types more letters.
MOST_FOUND = 60


def headcount(territory: Territory) -> str:
    """The population with its thousands apart; an unknown one says so."""
    if territory.population is None:
        return pgettext("population", "unknown")
    return number_format(territory.population, force_grouping=True)


class TerritoryFilterForm(SearchFilterMixin, BaseFilterForm):
    q = forms.CharField(label=_("Name, INSEE code or postal code"), required=False)
    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[("", _("All kinds")), *Territory.Kind.choices]
    )

    def filter(self, objects: QuerySet[Territory]) -> Any:
        """Searched through the same lookup as everywhere; a list, since its order matters."""
        kind, text = self.cleaned_data.get("kind"), self.cleaned_data.get("q")
        if kind:
            objects = objects.filter(kind=kind)
        if text:
            self.is_searching = True
            self.search_query = text
            return find(text, kinds=[kind] if kind else None, limit=MOST_FOUND)
        return objects


class TerritoryChoosing:
    """What both views of the chooser share: the modal, and its results while typing."""

    filter_form_class = TerritoryFilterForm
    results_template_name = "territories/admin/chooser_results.html"
    per_page = 12

    def get_object_list(self) -> QuerySet[Territory]:
        return Territory.objects.present().select_related("departement").order_by("name", "code")

    def apply_object_list_ordering(self, objects: QuerySet[Territory]) -> QuerySet[Territory]:
        return objects

    @property
    def title_column(self) -> Column:
        column = super().title_column  # type: ignore[misc]
        column.label = _("Name")
        column.accessor = "found_label"
        return column

    @property
    def columns(self) -> list[Column]:
        return [
            *super().columns,  # type: ignore[misc]
            Column("kind", label=_("Kind"), accessor="get_kind_display"),
            Column("population", label=_("Inhabitants"), accessor=headcount),
            Column("code", label=_("Code"), accessor="code"),
        ]


class TerritoryChooseView(TerritoryChoosing, ChooseView):
    pass


class TerritoryChooseResultsView(TerritoryChoosing, ChooseResultsView):
    pass


class TerritoryChooserViewSet(ChooserViewSet):
    model = Territory
    icon = "globe"
    choose_one_text = _("Choose a territory")
    choose_another_text = _("Choose another territory")
    edit_item_text = _("See this territory")
    choose_view_class = TerritoryChooseView
    choose_results_view_class = TerritoryChooseResultsView


class TerritoryIndexView(IndexView):
    is_searchable = True

    def search_queryset(self, queryset: QuerySet[Territory]) -> QuerySet[Territory]:
        """What the lookup finds, and merged communes by their own name or code."""
        if not self.is_searching:
            return queryset
        found = [territory.pk for territory in find(self.search_query, limit=MOST_FOUND)]
        return queryset.filter(
            Q(pk__in=found)
            | Q(squeezed_name=squeeze(self.search_query), obsolete=True)
            | Q(code=self.search_query.strip().upper(), obsolete=True)
        )


class TerritoryViewSet(ModelViewSet):
    """Read only: the reference data is loaded by `load_territories`."""

    model = Territory
    icon = "globe"
    name = "territories"
    add_to_admin_menu = True
    menu_label = _("Territories")
    menu_order = 400
    copy_view_enabled = False
    inspect_view_enabled = True
    index_view_class = TerritoryIndexView
    list_display = ["name", "kind", "departement", "population", "code", "obsolete"]
    list_filter = ["kind", "obsolete"]
    ordering = ["name", "code"]
    form_fields = ["name"]
    inspect_view_fields = [
        "name",
        "kind",
        "code",
        "siren",
        "epci_type",
        "population",
        "surroundings",
        "communes_count",
        "postal_codes",
        "departement",
        "region",
        "epci",
        "latitude",
        "longitude",
        "obsolete",
        "successor",
    ]

    def get_index_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        rows = Territory.objects.select_related("departement")
        return super().get_index_view_kwargs(queryset=rows, **kwargs)


@hooks.register("register_admin_viewset")
def register_viewsets() -> list[Any]:
    return [TerritoryChooserViewSet("territory_chooser"), TerritoryViewSet()]
