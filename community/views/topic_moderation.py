"""What moderators do to a whole topic: close, pin, move."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from community import moderation
from community.crumbs import above
from community.form_pages import form_page, sent
from community.forms import MoveForm
from community.forum.models import Forum
from community.permissions import access
from community.views.topics import visible_topic


@require_POST
@login_required
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Take no more answers, or take them again."""
    topic, access = visible_topic(request, pk)
    moderation.close(access=access, topic=topic, closed="closed" in request.POST)
    return redirect(topic)


@require_POST
@login_required
def pin(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep the topic above the others, or no longer."""
    topic, access = visible_topic(request, pk)
    moderation.pin(access=access, topic=topic, pinned="pinned" in request.POST)
    return redirect(topic)


@form_page
@login_required
@never_cache
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the topic into another category."""
    topic, _here = visible_topic(request, pk)
    everywhere = access(request.user)
    allowed = everywhere.categories("can_move_topics")
    if topic.forum_id not in allowed:
        raise PermissionDenied
    categories = list(Forum.objects.select_related("theme").filter(pk__in=allowed))
    form = MoveForm(sent(request)[0], categories=categories, initial={"category": topic.forum_id})
    if form.is_valid():
        moderation.move(access=everywhere, topic=topic, category=form.cleaned_data["category"])
        messages.success(request, _("The topic is moved; its old address leads here."))
        return redirect(topic)
    context = {
        "form": form,
        "topic": topic,
        "heading": _("Move this topic"),
        "verb": _("Move"),
        "crumbs": above(category=topic.forum),
    }
    return TemplateResponse(request, "community/move.html", context)
