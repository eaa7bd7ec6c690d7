"""The forum in the administration: its categories, and the domains that are blocked."""

from typing import Any

from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.panels import FieldPanel, HelpPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import (
    CreateView,
    EditView,
    SnippetViewSet,
    SnippetViewSetGroup,
)

from community.categories import tree_lock
from community.forum.models import Forum
from community.models import BlockedDomain


class CategoryCreateView(CreateView):
    """Made under the lock of the tree."""

    def get_initial_form_instance(self) -> Forum:
        return Forum(type=Forum.FORUM_POST)

    def save_instance(self) -> Forum:
        with tree_lock():
            return super().save_instance()


class CategoryEditView(EditView):
    """Written under the lock of the tree."""

    def save_instance(self) -> Forum:
        with tree_lock():
            return super().save_instance()


@hooks.register("before_delete_snippet")
def keep_topics(request: HttpRequest, instances: list[Any]) -> HttpResponse | None:
    """Leaves a category with topics, which would go with it, whether one or many are chosen."""
    full = [one for one in instances if isinstance(one, Forum) and one.topics.exists()]
    if not full:
        return None
    messages.error(
        request,
        gettext("“%(category)s” has topics, which would go with it: move them first.")
        % {"category": full[0]},
    )
    return redirect("wagtailsnippets_forum_forum:list")


class CategoryViewSet(SnippetViewSet):
    """No role is granted the deletion; superusers may delete one without topics."""

    model = Forum
    add_view_class = CategoryCreateView
    edit_view_class = CategoryEditView
    icon = "comment"
    menu_label = _("Categories")
    list_display = ["name", "theme", "position", "direct_topics_count"]
    copy_view_enabled = False
    panels = [
        HelpPanel(
            content=_(
                "<p>In other languages than French a category bears the name of its theme. "
                "Categories are listed by position.</p>"
            )
        ),
        FieldPanel("name"),
        FieldPanel("description"),
        FieldPanel("theme"),
        FieldPanel("pillars", widget=CheckboxSelectMultiple),
        FieldPanel("position"),
    ]


class BlockedDomainViewSet(SnippetViewSet):
    """Kept by moderators; what leads there is held, see `community.blocking`."""

    model = BlockedDomain
    icon = "warning"
    menu_label = _("Blocked domains")
    list_display = ["domain", "why", "added_at"]
    search_fields = ["domain", "why"]
    search_backend_name = None
    copy_view_enabled = False
    panels = [FieldPanel("domain"), FieldPanel("why")]


class ForumGroup(SnippetViewSetGroup):
    """Each sees what they may keep."""

    items = (CategoryViewSet, BlockedDomainViewSet)
    menu_label = _("Forum")
    menu_icon = "comment"
    menu_order = 320


register_snippet(ForumGroup)
