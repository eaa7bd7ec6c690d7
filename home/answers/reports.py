"""The editors' list of good answers of the forum, and the button that asks their authors."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import F, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.reports import ReportView

from community.forum_conversation.models import Post
from experiences.suggestions.admin_views import editor
from home.answers.asking import NotPublicError, ask, choices, offered
from home.answers.models import Request
from ui.plain import plain
from ui.typography import day

# Characters of a message in a line of the list.
SHORT = 200
TOPIC = "topic"


class ActionColumn(Column):
    cell_template_name = "answers/admin/action_cell.html"

    def get_cell_context_data(self, instance: Post, parent_context: Any) -> Any:
        context = super().get_cell_context_data(instance, parent_context)
        return {**context, "csrf_token": get_token(context["request"])}


class AnswersReport(ReportView):
    """Accepted answers and those that somebody finds useful; of one topic (`?topic=`), all."""

    model = Post
    permission_policy = None
    page_title = gettext_lazy("Answers of the forum for sheets and resources")
    header_icon = "comment"
    index_url_name = "answers_list"
    index_results_url_name = "answers_list_results"
    is_searchable = False
    default_ordering = None
    no_results_message = gettext_lazy(
        "Nobody has found an answer useful or accepted one yet; they are listed here."
    )
    columns = [
        TitleColumn(
            "topic",
            label=gettext_lazy("Topic"),
            width="25%",
            get_url=lambda post: reverse("community:post", args=[post.pk]),
        ),
        Column(
            "text",
            label=gettext_lazy("Message"),
            width="40%",
            accessor=lambda post: Truncator(plain(post.content.rendered)).chars(SHORT),
        ),
        Column("poster", label=gettext_lazy("Author")),
        Column("votes_count", label=gettext_lazy("Useful")),
        Column("created", label=gettext_lazy("Date"), accessor=lambda post: day(post.created)),
        ActionColumn("action", label=gettext_lazy("Action")),
    ]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.choices = choices(editor(request))
        if not self.choices:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet[Post]:
        posts = offered().with_votes(self.request.user).select_related("topic", "poster")
        wanted = self.request.GET.get(TOPIC, "")
        if wanted.isascii() and wanted.isdigit() and len(wanted) < 10:
            return posts.filter(topic=int(wanted)).order_by("created", "pk")
        good = Q(votes_count__gt=0) | Q(topic__accepted=F("pk"))
        return posts.filter(good).order_by("-votes_count", "-created", "-pk")

    def decorate_paginated_queryset(self, object_list: Any) -> Any:
        """With what was asked about each message, and what may become of it."""
        posts = list(object_list)
        rows = Request.objects.filter(post__in=[post.pk for post in posts])
        asked = {row.post_id: row for row in rows}
        for post in posts:
            post.asked, post.choices = asked.get(post.pk), self.choices
        return posts


@require_POST
def ask_author(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask the author of a message; then back to the list as it was."""
    becomes = request.POST.get("becomes", Request.Becomes.SHEET)
    try:
        asked = ask(post=pk, by=editor(request), becomes=becomes)
    except NotPublicError:
        messages.error(
            request, _("This message is no longer public, or its author has left: nobody is asked.")
        )
    else:
        if asked:
            messages.success(
                request, _("Its author is asked by e-mail. A yes makes a draft, listed as yours.")
            )
        else:
            messages.warning(request, _("Its author has been asked before."))
    return redirect(get_valid_next_url_from_request(request) or AnswersReport.index_url_name)
