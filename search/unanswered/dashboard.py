"""What towns want most and do not find, on the editors' home page."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from wagtail.admin.ui.components import Component

from search.unanswered.models import WANTED, UnansweredSearch
from search.unanswered.permissions import may_decide

LINES = 10


class MostWantedPanel(Component):
    """The first lines of the list; nothing for someone who may not see it."""

    name = "most-wanted"
    template_name = "unanswered/most_wanted.html"
    order = 130

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        user = parent_context["request"].user if parent_context else None
        if not may_decide(user):
            return {"searches": None}
        wanted = UnansweredSearch.objects.most_wanted(timezone.localdate())
        return {"searches": wanted[:LINES], "days": WANTED.days}
