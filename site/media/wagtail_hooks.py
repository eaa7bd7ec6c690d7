"""Wagtail's administration: what is not read of documents, and doors for files that are shut."""

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.account import AvatarSettingsPanel
from wagtail.permissions import policy_registry

from media.models import PublicDocument
from media.reports import UnreadDocumentsReport, read_again

# Portraits of editors would be stored unchecked; nothing shows them. Wagtail has no setting.
AvatarSettingsPanel.is_active = lambda self: False


@hooks.register("get_avatar_url")
def default_portrait(user: Any, size: int) -> str:
    return static("wagtailadmin/images/default-user-avatar.png")


@hooks.register("register_admin_urls")
def register_unread_report() -> list[URLPattern]:
    view, address = UnreadDocumentsReport, "reports/documents-sans-texte/"
    return [
        path(address, view.as_view(), name=view.index_url_name),
        path(
            f"{address}results/",
            view.as_view(results_only=True),
            name=view.index_results_url_name,
        ),
        path(f"{address}<int:document_id>/", read_again, name="media_read_again"),
    ]


class DocumentEditorsMenuItem(MenuItem):
    """For people who may change documents."""

    def is_shown(self, request: HttpRequest) -> bool:
        policy = policy_registry.get_by_type(PublicDocument)
        return bool(policy.user_has_permission(request.user, "change"))


@hooks.register("register_reports_menu_item")
def register_unread_menu_item() -> MenuItem:
    return DocumentEditorsMenuItem(
        UnreadDocumentsReport.page_title,
        reverse(UnreadDocumentsReport.index_url_name),
        name="documents-without-text",
        icon_name=UnreadDocumentsReport.header_icon,
        order=300,
    )
