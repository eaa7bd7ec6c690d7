"""Following a topic or a category, and how often one is told by e-mail."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from community.crumbs import above
from community.following import follow, unfollow
from community.form_pages import form_page, sent
from community.forms import MailingForm
from community.forum.models import Forum
from community.forum_conversation.models import Topic
from community.models import Mailing, Notice, Rhythm
from community.news_mail import leaving_member
from community.permissions import Access, access, access_to
from community.routing import decline
from community.views.topics import visible_topic
from community.views.towns import followed_territories


@require_POST
@login_required
def follow_topic(request: HttpRequest, pk: int) -> HttpResponse:
    """Be told of answers, or no longer."""
    topic, access = visible_topic(request, pk)
    return change(request, access, topic)


@require_POST
@login_required
def follow_category(request: HttpRequest, pk: int) -> HttpResponse:
    """Be told of new topics, or no longer."""
    category = get_object_or_404(Forum.objects.select_related("theme"), pk=pk)
    access = access_to([pk], request.user)
    if pk not in access.readable:
        raise Http404
    return change(request, access, category)


@require_POST
@login_required
def not_me(request: HttpRequest, pk: int) -> HttpResponse:
    """Leave a question that was pointed out to others. PermissionDenied where it was not."""
    topic, access = visible_topic(request, pk)
    decline(access=access, topic=topic)
    messages.success(request, _("Thank you for saying so. Nobody sees it."))
    return redirect(topic)


def change(request: HttpRequest, access: Access, what: Topic | Forum) -> HttpResponse:
    """What the button says, then back to the page that it stands on."""
    (follow if "follow" in request.POST else unfollow)(access=access, what=what)
    return redirect("community:mails" if request.POST.get("back") == "mails" else what)


@form_page
@login_required
@never_cache
def mails(request: HttpRequest) -> HttpResponse:
    """How often I am told, and what I follow."""
    everywhere = access(request.user)
    member = everywhere.member
    mailing = Mailing.objects.filter(member=member).first() or Mailing(member=member)
    form = MailingForm(sent(request)[0], instance=mailing)
    if form.is_valid():
        form.save()
        messages.success(request, _("Your choice is saved."))
        return redirect("community:mails")
    topics = Topic.objects.visible_to(everywhere).filter(subscribers=member)
    categories = Forum.objects.filter(pk__in=everywhere.readable, followers=member)
    context = {
        "form": form,
        "heading": _("Messages by e-mail"),
        "topics": topics.select_related("forum__theme").order_by("-last_post_on", "-pk"),
        "categories": categories.select_related("theme"),
        "territories": followed_territories(member),
        "crumbs": above(index=True),
    }
    return TemplateResponse(request, "community/mails.html", context)


@csrf_exempt  # RFC 8058: the mail program has the address of this page, and nothing else
@form_page
@never_cache
def no_more_mails(request: HttpRequest, token: str) -> HttpResponse:
    """One click, or one POST of a mail program: no more messages, whoever is signed in.

    Http404 for a token that is not ours.
    """
    member = leaving_member(token)
    if member is None:
        raise Http404
    if request.method == "POST":
        never = dict.fromkeys(Notice.Kind.values, Rhythm.NEVER)
        Mailing.objects.update_or_create(member=member, defaults=never)
    context = {"done": request.method == "POST"}
    return TemplateResponse(request, "community/no_more_mails.html", context)
