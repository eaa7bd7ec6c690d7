"""What members suggest about a fact, above that fact in the editor of its sheet."""

from typing import Any

from django.db.models import Prefetch, prefetch_related_objects
from wagtail.admin.panels import Panel

from experiences.suggestions.about import About


class SuggestionsPanel(Panel):
    """The open suggestions about some facts; not there without any."""

    def __init__(self, *about: About, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.about = about

    def clone(self) -> "SuggestionsPanel":
        return type(self)(*self.about, **self.clone_kwargs())

    class BoundPanel(Panel.BoundPanel):
        template_name = "suggestions/admin/panel.html"

        def is_shown(self) -> bool:
            return bool(super().is_shown() and self.open())

        def open(self) -> list[Any]:
            """Those about these facts; all panels of a page ask the database once."""
            if self.instance.pk is None:
                return []
            # The models are not there yet while they define their panels.
            from experiences.suggestions.models import Suggestion

            rows = Suggestion.objects.open().select_related("member")
            waiting = Prefetch("suggestions", rows, to_attr="open_suggestions")
            prefetch_related_objects([self.instance], waiting)
            return [one for one in self.instance.open_suggestions if one.about in self.panel.about]

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            context["suggestions"] = self.open()
            return context
