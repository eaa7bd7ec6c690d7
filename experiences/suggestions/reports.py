"""The editors' list of what members suggest about sheets."""

from typing import Any

import django_filters
from django.db.models import Case, QuerySet, Value, When
from django.middleware.csrf import get_token
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.models import Page
from wagtail.permissions import policy_registry

from experiences.suggestions.about import About
from experiences.suggestions.models import Suggestion, SuggestionQuerySet
from ui.typography import day, euros

# Characters of a text in a line of the list.
SHORT = 160


def changeable(user: Any) -> SuggestionQuerySet:
    """The suggestions about sheets that somebody may change."""
    pages = policy_registry.get_by_type(Page).instances_user_has_permission_for(user, "change")
    return Suggestion.objects.filter(page__in=pages.order_by().values("pk"))


class SuggestionFilter(WagtailFilterSet):
    status = django_filters.ChoiceFilter(label=_("Status"), choices=Suggestion.Status.choices)
    about = django_filters.ChoiceFilter(label=_("About"), choices=About.choices)

    class Meta:
        model = Suggestion
        fields: list[str] = []


class ActionColumn(Column):
    cell_template_name = "suggestions/admin/action_cell.html"

    def get_cell_context_data(self, instance: Suggestion, parent_context: Any) -> Any:
        context = super().get_cell_context_data(instance, parent_context)
        return {**context, "csrf_token": get_token(context["request"])}


def words(suggestion: Suggestion) -> str:
    """Value and text, as far as they have room in a line."""
    value = "" if suggestion.amount is None else euros(suggestion.amount)
    parts = (value, str(suggestion.year or ""), suggestion.text)
    text = " – ".join(part for part in parts if part)
    return text if len(text) <= SHORT else f"{text[: SHORT - 1]}…"


def author(suggestion: Suggestion) -> str:
    name = suggestion.member.display_name if suggestion.member else str(_("Former member"))
    return ", ".join(part for part in (name, suggestion.place) if part)


class SuggestionsReport(ReportView):
    """What waits first, then what was decided; the oldest first."""

    model = Suggestion
    permission_policy = policy_registry.get_by_type(Page)
    any_permission_required = ["add", "change", "publish"]
    page_title = _("Suggestions about sheets")
    header_icon = "edit"
    index_url_name = "suggestions_list"
    index_results_url_name = "suggestions_list_results"
    filterset_class = SuggestionFilter
    is_searchable = False
    default_ordering = None
    columns = [
        TitleColumn("page", label=_("Sheet"), width="25%", url_name="suggestions_decide"),
        Column("about", label=_("About"), accessor="get_about_display"),
        Column("text", label=_("Suggestion"), accessor=words, width="30%"),
        Column("author", label=_("Author"), accessor=author),
        Column("sent_at", label=_("Date"), accessor=lambda one: day(one.sent_at)),
        Column("status", label=_("Status"), accessor="get_status_display"),
        ActionColumn("action", label=_("Action")),
    ]

    @property
    def no_results_message(self) -> str:
        if self.is_filtering:
            return str(_("No suggestion matches: clear the filters above."))
        return str(_("Nobody has suggested anything yet. What members know better is listed here."))

    def get_queryset(self) -> QuerySet[Suggestion]:
        waits = Case(When(status=Suggestion.Status.OPEN, then=Value(0)), default=Value(1))
        rows = changeable(self.request.user).select_related("page", "member")
        return rows.order_by(waits, "sent_at", "pk")
