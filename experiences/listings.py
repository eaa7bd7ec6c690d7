"""One list for each type of publication, with what editors choose by."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.forms import CheckboxSelectMultiple
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.pages.listing import IndexView, PageFilterSet
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.models import Locale

from experiences.models import (
    AidPage,
    DossierPage,
    EventPage,
    ExperiencePage,
    NewsPage,
    ResourcePage,
)
from experiences.models.aids import AidQuerySet
from experiences.moments import Moment
from experiences.stages import Stage
from taxonomy.models import Theme


def default_themes(request: Any) -> QuerySet[Theme]:
    return Theme.objects.filter(locale=Locale.get_default())


COMPLETENESS = Column("completeness", label=_("Completeness (%)"), sort_key="completeness")
NEXT_REVIEW = DateColumn("next_review_on", label=_("Next review due"), sort_key="next_review_on")


class ThemeFilterSet(PageFilterSet):
    themes = django_filters.ModelMultipleChoiceFilter(
        label=_("Theme"), queryset=default_themes, widget=CheckboxSelectMultiple
    )


class SheetFilterSet(ThemeFilterSet):
    stage = django_filters.MultipleChoiceFilter(
        label=_("Stage"), choices=Stage.choices, widget=CheckboxSelectMultiple
    )


class SheetListing(PageListingViewSet):
    name = "sheets"
    model = ExperiencePage
    icon = "form"
    menu_label = _("Experience sheets")
    columns = [
        *IndexView.base_columns,
        Column("stage", label=_("Stage"), accessor="get_stage_display", sort_key="stage"),
        COMPLETENESS,
        NEXT_REVIEW,
    ]
    filterset_class = SheetFilterSet


class DossierListing(PageListingViewSet):
    name = "dossiers"
    model = DossierPage
    icon = "folder-open-inverse"
    menu_label = _("Dossiers")
    columns = [*IndexView.base_columns, COMPLETENESS, NEXT_REVIEW]
    filterset_class = ThemeFilterSet


class ResourceListing(PageListingViewSet):
    name = "resources"
    model = ResourcePage
    icon = "doc-full"
    menu_label = _("Resources")
    columns = [*IndexView.base_columns, COMPLETENESS, NEXT_REVIEW]
    filterset_class = ThemeFilterSet


class NewsListing(PageListingViewSet):
    name = "news"
    model = NewsPage
    icon = "date"
    menu_label = _("News")
    columns = [
        *IndexView.base_columns,
        DateColumn("date", label=_("Date"), sort_key="date"),
        COMPLETENESS,
    ]
    filterset_class = ThemeFilterSet


def moment_label(page: AidPage | EventPage) -> str:
    return str(page.moment.label)


class AidFilterSet(ThemeFilterSet):
    level = django_filters.MultipleChoiceFilter(
        label=_("Level"), choices=AidPage.Level.choices, widget=CheckboxSelectMultiple
    )
    moment = django_filters.ChoiceFilter(
        label=_("Dates"), choices=Moment.choices, method="at_moment"
    )

    def at_moment(self, pages: AidQuerySet, name: str, value: str) -> AidQuerySet:
        return pages.at_moment(Moment(value), timezone.localdate())


class AidListing(PageListingViewSet):
    name = "aids"
    model = AidPage
    icon = "tasks"
    menu_label = _("Aids and calls for projects")
    columns = [
        *IndexView.base_columns,
        Column("moment", label=_("Dates"), accessor=moment_label),
        DateColumn("closes_on", label=_("Deadline"), sort_key="closes_on"),
        Column("level", label=_("Level"), accessor="get_level_display", sort_key="level"),
        COMPLETENESS,
        NEXT_REVIEW,
    ]
    filterset_class = AidFilterSet


class EventFilterSet(ThemeFilterSet):
    kind = django_filters.MultipleChoiceFilter(
        label=_("Kind"), choices=EventPage.Kind.choices, widget=CheckboxSelectMultiple
    )


class EventListing(PageListingViewSet):
    name = "events"
    model = EventPage
    icon = "date"
    menu_label = _("Events")
    columns = [
        *IndexView.base_columns,
        DateColumn("starts_on", label=_("Date"), sort_key="starts_on"),
        Column("moment", label=_("Dates"), accessor=moment_label),
        COMPLETENESS,
    ]
    filterset_class = EventFilterSet


class PublicationsGroup(ViewSetGroup):
    menu_label = _("Publications")
    menu_icon = "doc-full-inverse"
    menu_order = 150
    items = (
        SheetListing,
        DossierListing,
        ResourceListing,
        NewsListing,
        AidListing,
        EventListing,
    )
