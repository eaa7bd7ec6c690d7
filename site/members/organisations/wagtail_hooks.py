"""Organisations in the administration: kept by moderators, who name their referents."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup
from wagtail.admin.widgets.button import Button

from members.organisations.belonging import DECIDES
from members.organisations.models import Membership, Organisation


class OrganisationIndexView(IndexView):
    def get_list_more_buttons(self, instance: Organisation) -> list[Any]:
        """Wagtail's, and the list of its members."""
        buttons: list[Any] = super().get_list_more_buttons(instance)
        url = reverse("organisation_members", args=[instance.pk])
        return [*buttons, Button(_("Members"), url=url, icon_name="group", priority=15)]


class OrganisationViewSet(ModelViewSet):
    model = Organisation
    icon = "home"
    index_view_class = OrganisationIndexView
    menu_label = _("Organisations")
    copy_view_enabled = False
    list_display = ["name", "kind", "territory"]
    list_filter = ["kind"]
    search_fields = ["name", "squeezed_name", "domains", "siret"]
    search_backend_name = None
    ordering = ("name", "pk")
    panels = [
        FieldPanel("kind"),
        FieldPanel("name"),
        FieldPanel("territory"),
        FieldPanel("domains"),
        FieldPanel("siret"),
    ]

    def get_index_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        rows = Organisation.objects.select_related("territory__departement")
        return super().get_index_view_kwargs(queryset=rows, **kwargs)


class MembershipViewSet(ModelViewSet):
    """Who belongs to which organisation. Decisions are taken where their reason is told."""

    model = Membership
    icon = "group"
    menu_label = _("Memberships")
    copy_view_enabled = False
    list_display = [
        "member",
        Column("organisation", label=_("Organisation"), accessor="organisation"),
        "role",
        "status",
        "asked_at",
    ]
    list_filter = ["status", "role", "organisation__kind"]
    search_fields = ["member__display_name", "organisation__name", "organisation__squeezed_name"]
    search_backend_name = None
    ordering = ("-asked_at", "-pk")
    form_fields = ["role", "function"]

    def get_index_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        rows = Membership.objects.with_places().select_related("member")
        return super().get_index_view_kwargs(queryset=rows, **kwargs)


class RequestsItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(DECIDES)


class OrganisationsGroup(ModelViewSetGroup):
    menu_label = _("Organisations")
    menu_icon = "home"
    menu_order = 410
    items = (OrganisationViewSet("organisations"), MembershipViewSet("memberships"))


@hooks.register("register_admin_viewset")
def register_viewsets() -> OrganisationsGroup:
    return OrganisationsGroup()


@hooks.register("register_admin_menu_item")
def requests_item() -> RequestsItem:
    """Where those who wait to be confirmed are listed."""
    return RequestsItem(
        _("Requests to belong"), reverse("organisations"), icon_name="group", order=411
    )
