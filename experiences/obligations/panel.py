"""For which territories an obligation is, beside its criteria in the editor."""

from typing import Any

from wagtail.admin.panels import Panel

from experiences.obligations.reach import reach
from experiences.obligations.wording import in_words


class ReachPanel(Panel):
    """Whom the rule as it was saved concerns: in words, and how many."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "obligations/admin/reach.html"

        def is_shown(self) -> bool:
            return bool(super().is_shown() and self.instance.pk)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            context["who"] = in_words(self.instance.rule)
            context["reach"] = reach(self.instance.rule)
            return context
