"""Asking, answering, editing: forms that lose nothing of what was written."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from wagtail.models import Page

from community.crumbs import above
from community.form_pages import asked_key, form_page, sent
from community.forms import AnswerForm, FirstPostForm, PostForm, TopicForm
from community.forum.models import Forum
from community.forum_conversation.models import Post, Topic
from community.holding import writes_too_much
from community.library.models import SharedDocument
from community.markup import link, quoted, render
from community.permissions import Access, access_to
from community.polls.forms import PollForm
from community.rights import may_attach, may_edit, may_reply
from community.views.topics import visible_topic
from community.writing import edit, reply, start_topic


@form_page
@login_required
@never_cache
def start(request: HttpRequest) -> HttpResponse:
    """A question or a discussion. PermissionDenied for who may start none in any category.

    `?categorie`, `?sujet`, `?fiche` and `?document` fill in the form: a category's page, the empty
    search, a sheet and a shared document lead here.
    """
    every = list(Forum.objects.select_related("theme"))
    access = access_to([one.pk for one in every], request.user)
    categories = [
        one
        for one in every
        if one.pk in access.readable and access.may("can_start_new_topics", one.pk)
    ]
    if not categories:
        raise PermissionDenied
    initial = {
        "category": request.GET.get("categorie", ""),
        "subject": request.GET.get("sujet", ""),
        "text": about_page(request) or about_document(request),
    }
    attaches, polls = (
        all(access.may(codename, one.pk) for one in categories)
        for codename in ("can_attach_file", "can_create_polls")
    )
    form = TopicForm(*sent(request), categories=categories, may_attach=attaches, initial=initial)
    poll_form = PollForm(sent(request)[0], empty_permitted=True) if polls else None
    poll = poll_form.draft if poll_form and poll_form.is_valid() else None
    if is_ready(request, form, access, poll_form):
        answers = form.cleaned_data
        topic = start_topic(
            access=access,
            category=answers["category"],
            kind=answers["kind"],
            subject=answers["subject"],
            text=answers["text"],
            files=answers.get("attachments", ()),
            followed=answers["follow"],
            poll=poll,
        )
        say_published(request, approved=topic.approved)
        return redirect(topic)
    context = {
        "heading": _("Ask or discuss"),
        "verb": _("Publish"),
        "asks": True,
        "poll_form": poll_form,
        "poll": poll if "preview" in request.POST else None,
        "crumbs": above(index=True),
    }
    return form_response(request, form, context)


@form_page
@login_required
@never_cache
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """An answer to a topic; `?citer` is the key of a post to quote."""
    topic, access = visible_topic(request, pk)
    if not may_reply(access, topic):
        raise PermissionDenied
    initial = {"text": quoted_post(request, topic, access)}
    form = AnswerForm(*sent(request), may_attach=may_attach(access, topic), initial=initial)
    if is_ready(request, form, access):
        answers = form.cleaned_data
        post = reply(
            access=access,
            topic=topic,
            text=answers["text"],
            files=answers.get("attachments", ()),
            followed=answers["follow"],
        )
        say_published(request, approved=post.approved)
        return redirect(post)
    context = {
        "heading": _("Your answer"),
        "verb": _("Publish my answer"),
        "topic": topic,
        "crumbs": above(category=topic.forum),
    }
    return form_response(request, form, context)


@form_page
@login_required
@never_cache
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Edit a post: one's own, or any as a moderator. What it said before is kept."""
    post, access = visible_post(request, pk)
    if not may_edit(access, post):
        raise PermissionDenied
    opens = post.pk == post.topic.first_post_id
    form_class = FirstPostForm if opens else PostForm
    initial = {"text": post.content.raw, "subject": post.subject}
    form = form_class(*sent(request), may_attach=may_attach(access, post.topic), initial=initial)
    if is_ready(request, form, access):
        answers = form.cleaned_data
        edit(
            access=access,
            post=post,
            text=answers["text"],
            subject=answers.get("subject", ""),
            files=answers.get("attachments", ()),
        )
        post.refresh_from_db()
        say_published(request, approved=post.approved)
        return redirect(post)
    context = {
        "heading": _("Edit a message"),
        "verb": _("Publish"),
        "topic": post.topic,
        "crumbs": above(category=post.topic.forum),
    }
    return form_response(request, form, context)


def visible_post(request: HttpRequest, pk: int) -> tuple[Post, Access]:
    """The post with its topic, and what the visitor may do there. Http404 for one unseen."""
    post = get_object_or_404(Post.objects.select_related("poster"), pk=pk)
    post.topic, access = visible_topic(request, post.topic_id)
    if not access.sees(post, post.topic.forum_id):
        raise Http404
    return post, access


def is_ready(
    request: HttpRequest, form: Form, access: Access, beside: PollForm | None = None
) -> bool:
    """Whether to write: the form is complete, with the one of the poll `beside` it; no preview is
    asked for, no limit is reached."""
    complete = [one.is_valid() for one in (form, beside) if one is not None]
    if not all(complete) or "preview" in request.POST:
        return False
    if writes_too_much(access.member):
        form.add_error(
            None,
            _(
                "You have written several messages within an hour, which is as many as new members "
                "may. Keep this page open and publish your message later: it stays below."
            ),
        )
        return False
    return True


def form_response(request: HttpRequest, form: PostForm, context: dict[str, Any]) -> HttpResponse:
    """The form with all that was written, and how it would be shown where that is asked for.

    Browsers do not send files twice: whoever chose some is told to choose them again.
    """
    written = getattr(form, "cleaned_data", {}).get("text") or request.POST.get("text", "")
    preview = render(written) if "preview" in request.POST else ""
    more = {"form": form, "preview": preview, "files_lost": bool(request.FILES)}
    return TemplateResponse(request, "community/write.html", context | more)


def about_page(request: HttpRequest) -> str:
    """The link that a question about a page begins with; empty without a public one."""
    key = asked_key(request, "fiche")
    page = Page.objects.live().public().filter(pk=key).first() if key else None
    return f"{link(page.title, page.get_url(request))}\n\n" if page else ""


def about_document(request: HttpRequest) -> str:
    """The link that a question about a shared document begins with; empty without a public one."""
    key = asked_key(request, "document")
    found = SharedDocument.objects.public().filter(pk=key).first() if key else None
    return f"{link(found.title, found.get_absolute_url())}\n\n" if found else ""


def quoted_post(request: HttpRequest, topic: Topic, access: Access) -> str:
    """The post that an answer begins with, as a quotation; empty without one to be seen."""
    key = asked_key(request, "citer")
    if key is None:
        return ""
    posts = topic.posts.seen_in(topic.forum_id, access).select_related("poster")
    post = posts.filter(pk=key).first()
    if post is None:
        return ""
    name = post.poster.display_name if post.poster else _("Former member")
    return quoted(post.content.raw, by=name, url=reverse("community:post", args=[post.pk]))


def say_published(request: HttpRequest, *, approved: bool) -> None:
    """Tell what has become of a message."""
    if approved:
        messages.success(request, _("Your message is published."))
    else:
        messages.warning(
            request,
            _(
                "Your message is saved. A moderator reads it before others do, usually within two "
                "working days."
            ),
        )
