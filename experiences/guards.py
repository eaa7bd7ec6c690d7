"""The last door to publication, and what an editor reads when it stays shut.

`Publication.save` and `rules.Ruled.publish` stop whatever would go live. One way is left:
to schedule by Wagtail's action itself, which saves only the date on the revision. The receiver
stops that; the middleware turns every refusal in the administration into a message.
"""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models.signals import pre_save
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import Revision

from experiences import rules


def refuse_schedule(instance: Revision, **kwargs: Any) -> None:
    """Raise `rules.NotPublishable` when what breaks a rule is about to be scheduled."""
    if instance.approved_go_live_at is None:
        return
    scheduled = instance.as_object()
    if isinstance(scheduled, rules.Ruled):
        rules.check(scheduled)


def connect() -> None:
    pre_save.connect(refuse_schedule, sender=Revision, dispatch_uid="experiences.refuse_schedule")


class RefusalMiddleware:
    """Says in the editor why something was not published, instead of an error page.

    Workflow, bulk actions, copies and translations publish outside the form; what
    they did is undone, since Wagtail does each of them in one transaction.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """The editor of it with the reasons, for people who may enter; None otherwise."""
        if not isinstance(error, rules.NotPublishable) or not request.path.startswith(
            reverse("wagtailadmin_home")
        ):
            return None
        reasons = format_html_join("", "<li>{}</li>", ((text,) for text in error.messages))
        messages.error(
            request,
            format_html(
                "{}<ul>{}</ul>",
                _("“%(title)s” was not published.") % {"title": error.instance},
                reasons,
            ),
        )
        if error.instance.pk is None:  # type: ignore[attr-defined]
            return HttpResponseRedirect(reverse("wagtailadmin_explore_root"))
        editor = AdminURLFinder(request.user).get_edit_url(error.instance)
        return HttpResponseRedirect(editor or reverse("wagtailadmin_home"))
