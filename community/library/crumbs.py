"""What stands above a page of the library, as components/crumbs.html draws it."""

from django.urls import reverse
from django.utils.translation import gettext as _

from community.library.models import SharedDocument


def above(document: SharedDocument | None = None, *, index: bool = True) -> list[dict[str, str]]:
    """The home page, the library, and a document where one is given."""
    crumbs = [{"title": _("Home"), "url": reverse("wagtail_serve", args=[""])}]
    if index:
        crumbs.append({"title": _("Shared documents"), "url": reverse("library:index")})
    if document:
        crumbs.append({"title": document.title, "url": document.get_absolute_url()})
    return crumbs
