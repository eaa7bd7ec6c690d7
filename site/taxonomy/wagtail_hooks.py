"""The editors' menu "Classement": one list for each kind of term."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.models import ReferenceIndex
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from taxonomy.models import Audience, Challenge, Pillar, ResourceKind, Term, Theme


class TermViewSet(SnippetViewSet):
    """What the lists of terms have in common."""

    list_display = ["name", "slug", "position"]
    search_fields = ["name", "slug", "description"]
    search_backend_name = None  # a few dozen rows: the database's own search does
    ordering = ("position", "name")
    list_per_page = 100
    copy_view_enabled = False  # a copy would have the same slug


class ThemeViewSet(TermViewSet):
    model = Theme
    icon = "tag"
    list_display = ["name", "parent", "slug", "position"]
    list_filter = ["parent"]


class PillarViewSet(TermViewSet):
    model = Pillar
    icon = "view"
    list_display = ["name", "short_name", "slug", "position"]


class ChallengeViewSet(TermViewSet):
    model = Challenge
    icon = "warning"


class AudienceViewSet(TermViewSet):
    model = Audience
    icon = "group"


class ResourceKindViewSet(TermViewSet):
    model = ResourceKind
    icon = "doc-full"


class TaxonomyGroup(SnippetViewSetGroup):
    menu_label = gettext_lazy("Classing")
    menu_icon = "folder-open-inverse"
    menu_order = 300
    items = (ThemeViewSet, PillarViewSet, ChallengeViewSet, AudienceViewSet, ResourceKindViewSet)


register_snippet(TaxonomyGroup)


@hooks.register("before_delete_snippet")
def keep_terms_in_use(request: HttpRequest, instances: list[object]) -> HttpResponse | None:
    """Refuse to delete a term that content uses: it would silently lose its class."""
    for term in instances:
        if not isinstance(term, Term) or not ReferenceIndex.get_references_to(term).exists():
            continue
        text = _("“%(term)s” is in use: take it off these contents first.") % {"term": term}
        messages.error(request, text)
        meta = term._meta
        name = f"wagtailsnippets_{meta.app_label}_{meta.model_name}:usage"
        return redirect(reverse(name, args=[term.pk]))
    return None
