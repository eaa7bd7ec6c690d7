"""The meter of completeness at the head of the editor."""

from typing import Any

from wagtail.admin.panels import Panel

from experiences.completeness import completeness


class CompletenessPanel(Panel):
    """Says how complete the page is, what blocks its publication and what is still missing.

    It speaks of the page as last saved; the autosave of the editor keeps that close.
    """

    class BoundPanel(Panel.BoundPanel):
        template_name = "experiences/admin/completeness.html"

        def is_shown(self) -> bool:
            return self.instance.pk is not None and super().is_shown()

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            context["completeness"] = completeness(self.instance)
            return context
