"""One list for each type of publication, with what editors choose by."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.forms import CheckboxSelectMultiple
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.pages.listing import IndexView, PageFilterSet
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.models import Locale

from experiences.models import DossierPage, ExperiencePage, NewsPage, ResourcePage
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


class PublicationsGroup(ViewSetGroup):
    menu_label = _("Publications")
    menu_icon = "doc-full-inverse"
    menu_order = 150
    items = (SheetListing, DossierListing, ResourceListing, NewsListing)
