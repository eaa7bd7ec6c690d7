"""What stands above a page of the community, as components/crumbs.html draws it."""

from django.urls import reverse
from django.utils.translation import gettext as _

from community.forum.models import Forum


def above(*, index: bool = False, category: Forum | None = None) -> list[dict[str, str]]:
    """The home page, then the index of the forum and a category where asked."""
    crumbs = [{"title": _("Home"), "url": reverse("wagtail_serve", args=[""])}]
    if index or category:
        crumbs.append({"title": _("Community"), "url": reverse("community:index")})
    if category:
        crumbs.append({"title": category.title, "url": category.get_absolute_url()})
    return crumbs
