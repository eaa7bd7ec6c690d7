"""The administrators' side of the forum: its categories."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import CreateView, EditView, SnippetViewSet

from community.categories import tree_lock
from community.forum.models import Forum


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


class CategoryViewSet(SnippetViewSet):
    """No role is granted the deletion, which would take the topics along; superusers may."""

    model = Forum
    add_view_class = CategoryCreateView
    edit_view_class = CategoryEditView
    icon = "comment"
    menu_label = _("Forum")
    menu_order = 320
    add_to_admin_menu = True
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
        FieldPanel("position"),
    ]


register_snippet(CategoryViewSet)
