"""Starting topics, answering and editing; what waits for a moderator is held."""

from collections.abc import Iterable, Sequence

from django.core.exceptions import PermissionDenied
from django.core.files.base import File
from django.db import transaction

from community.citing import note_citations
from community.following import announce, follow
from community.forum.models import Forum
from community.forum_conversation.forum_attachments.models import Attachment
from community.forum_conversation.models import Post, Topic
from community.holding import reasons_to_hold
from community.mentions import tell_mentioned
from community.models import Decision, FormerVersion
from community.permissions import Access
from community.polls.asking import Draft, log, may_poll, put, texts_of
from community.rights import may_edit, may_reply
from members.models import User

Files = Sequence[File]


@transaction.atomic
def start_topic(
    *,
    access: Access,
    category: Forum,
    kind: str,
    subject: str,
    text: str,
    files: Files = (),
    followed: bool = False,
    poll: Draft | None = None,
) -> Topic:
    """A topic of a member with its opening post, held where `community.holding` finds a reason.

    PermissionDenied for who may start none there, or add no poll; UploadRefused for a file of no
    accepted kind: nothing is written then.
    """
    if not access.may("can_start_new_topics", category.pk):
        raise PermissionDenied
    if poll and not access.may("can_create_polls", category.pk):
        raise PermissionDenied
    held_for = _reasons(access, category.pk, text, files, plain=poll.texts if poll else ())
    topic = Topic.objects.create(
        forum=category,
        poster=access.member,
        subject=subject,
        kind=kind,
        type=Topic.TOPIC_POST,
        status=Topic.TOPIC_UNLOCKED,
        approved=not held_for,
    )
    if poll:
        put(topic=topic, draft=poll)
    if followed:
        follow(access=access, what=topic)
    _write(topic, access.member, text, files, held_for)
    return topic


@transaction.atomic
def reply(
    *, access: Access, topic: Topic, text: str, files: Files = (), followed: bool = False
) -> Post:
    """An answer, held where `community.holding` finds a reason. Errors as above.

    `followed`: its author is told of what comes after it.
    """
    if not may_reply(access, topic):
        raise PermissionDenied
    if followed:
        follow(access=access, what=topic)
    held_for = _reasons(access, topic.forum_id, text, files)
    return _write(topic, access.member, text, files, held_for)


@transaction.atomic
def edit(
    *,
    access: Access,
    post: Post,
    text: str,
    subject: str = "",
    files: Files = (),
    poll: Draft | None = None,
) -> None:
    """Change what a post says; what it said before is kept, for its author and moderators.

    A refused post that is edited is judged anew. `subject`, `poll`: of the first post of a topic.
    PermissionDenied for who may not; UploadRefused as above; VotedError for a poll with votes.
    """
    if not may_edit(access, post) or (poll and not may_poll(access, post)):
        raise PermissionDenied
    editor = access.member
    post = (
        Post.objects.select_for_update(of=("self",)).select_related("topic__forum").get(pk=post.pk)
    )
    changed = (text, subject or post.subject) != (post.content.raw, post.subject)
    if not changed and not files and not poll:
        return
    if poll:
        put(topic=post.topic, draft=poll)
        log(access, post, Decision.Action.POLL_CHANGED)
    if changed:
        FormerVersion.objects.create(
            post=post, editor=editor, subject=post.subject, text=post.content.raw
        )
    beside = texts_of(post.topic) if post.pk == post.topic.first_post_id else ()
    held_for = _reasons(access, post.topic.forum_id, text, files, post=post.pk, plain=beside)
    was_approved = post.approved
    post.subject = subject or post.subject
    post.content = text
    post.updated_by = editor
    post.updates_count += 1
    if editor.pk == post.poster_id:
        post.held_for, post.refusal = held_for, ""
        post.approved = not held_for
    post.save()
    _attach(post, files)
    note_citations(post)
    if not was_approved:
        announce(post)
    elif post.approved:
        tell_mentioned(post)


def _reasons(
    access: Access,
    category: int,
    text: str,
    files: Files,
    post: int | None = None,
    plain: Iterable[str] = (),
) -> list[str]:
    if access.may("can_post_without_approval", category):
        return []
    return reasons_to_hold(
        author=access.member, text=text, files=len(files), post=post, plain=plain
    )


def _write(topic: Topic, author: User, text: str, files: Files, held_for: list[str]) -> Post:
    post = Post.objects.create(
        topic=topic,
        poster=author,
        subject=topic.subject,
        content=text,
        approved=not held_for,
        held_for=held_for,
    )
    _attach(post, files)
    note_citations(post)
    announce(post)
    return post


def _attach(post: Post, files: Files) -> None:
    for file in files:
        Attachment.objects.create(post=post, file=file)
