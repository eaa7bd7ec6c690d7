"""What editors decide about a search, from its line in the list: done, ignored, to do again."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.log_actions import log

from search.unanswered.models import State, UnansweredSearch
from search.unanswered.permissions import may_decide


class StateColumn(Column):
    """The state, and a button for each other one that an editor may give it."""

    cell_template_name = "unanswered/state_cell.html"
    BUTTONS = (
        (State.DONE, gettext_lazy("Done")),
        (State.IGNORED, gettext_lazy("Ignore")),
        (State.OPEN, gettext_lazy("To do again")),
    )

    def get_cell_context_data(self, instance: UnansweredSearch, parent_context: Any) -> Any:
        context = super().get_cell_context_data(instance, parent_context)
        request = context["request"]
        is_open = instance.state == State.OPEN
        offered = [each for each in self.BUTTONS if (each[0] == State.OPEN) != is_open]
        return {
            **context,
            "buttons": offered if may_decide(request.user) else [],
            "csrf_token": get_token(request),
        }


@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a search the state that the button says; then back to the list as it was."""
    if not may_decide(request.user):
        raise PermissionDenied
    search = get_object_or_404(UnansweredSearch, pk=pk)
    state = request.POST.get("state", "")
    if state not in State.values:
        return HttpResponseBadRequest()
    if state != search.state:
        search.state = state
        search.save(update_fields=["state"])
        log(instance=search, action="wagtail.edit", content_changed=True)
    messages.success(
        request,
        _("“%(search)s”: %(state)s.") % {"search": search, "state": State(state).label},
        buttons=[messages.button(reverse("unanswered:edit", args=[pk]), _("Edit"))],
    )
    return redirect(get_valid_next_url_from_request(request) or "unanswered:index")
