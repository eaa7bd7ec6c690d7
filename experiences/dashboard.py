"""What an editor finds on arriving: suggestions, own drafts, what to review, what to complete."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Q
from wagtail.admin.ui.components import Component
from wagtail.models import Page
from wagtail.permissions import policy_registry

from experiences.models.review import ReviewState
from experiences.reports import COMPLETED, of_types, to_review, with_completeness
from experiences.suggestions.reports import changeable

# Lines of each list, and the percentage under which a published page counts as incomplete.
LINES = 5
INCOMPLETE_UNDER = 70


class WorkPanel(Component):
    """Counts and first lines; nothing for someone who may change no page."""

    name = "work"
    template_name = "experiences/admin/dashboard.html"
    order = 120

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        user = parent_context["request"].user if parent_context else None
        policy = policy_registry.get_by_type(Page)
        pages = policy.instances_user_has_permission_for(user, "change")
        own = of_types(pages, COMPLETED).filter(owner=user)
        drafts = own.filter(Q(live=False) | Q(has_unpublished_changes=True))
        due = to_review(pages)
        suggestions = changeable(user).open()
        incomplete = with_completeness(pages.live()).filter(percent__lt=INCOMPLETE_UNDER)
        return {
            "may_change": policy.user_has_any_permission(user, ["add", "change", "publish"]),
            "suggestions": suggestions.select_related("page")[:LINES],
            "suggestions_count": suggestions.count(),
            "drafts": drafts.order_by("-latest_revision_created_at")[:LINES],
            "drafts_count": drafts.count(),
            "due": due.exclude(review=ReviewState.NEVER)[:LINES],
            "overdue_count": due.filter(review=ReviewState.OVERDUE).count(),
            "due_soon_count": due.filter(review=ReviewState.DUE_SOON).count(),
            "never_count": due.filter(review=ReviewState.NEVER).count(),
            "incomplete": incomplete[:LINES],
            "incomplete_count": incomplete.count(),
            "incomplete_under": INCOMPLETE_UNDER,
        }
