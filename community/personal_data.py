"""What the community keeps about a member, and what becomes of it with the account."""

import re
from typing import Any
from uuid import uuid4

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from community.forum.models import Forum
from community.forum_conversation.forum_attachments.models import Attachment
from community.forum_conversation.forum_polls.models import TopicPoll, TopicPollVote
from community.forum_conversation.models import Post, Topic
from community.models import (
    Appeal,
    Decision,
    FormerVersion,
    Mailing,
    Notice,
    Report,
    Rhythm,
    Routing,
    Vote,
)
from members.models import User
from members.personal_data import Section

# A quotation begins with a link to what it quotes: see `community.markup.quoted`.
QUOTED = re.compile(r"\[(?:\\.|[^\]\\])*\]\((/(?:en/)?communaute/messages/(\d+)/)\)")
# See `community.mentions`.
MENTION = r"\[(?:\\.|[^\]\\])*\]\(/(?:en/)?communaute/membres/{key}/\)"


def known(member: User) -> list[Section]:
    """Messages with their files, polls and former versions, votes, reports, what is followed."""
    posts = Post.objects.filter(poster=member).select_related("topic").order_by("created", "pk")
    versions = FormerVersion.objects.filter(post__poster=member)
    files = Attachment.objects.filter(post__poster=member)
    votes = Vote.objects.filter(member=member)
    reports = Report.objects.filter(member=member).exclude(post=None)
    of_profiles = Report.objects.filter(member=member).exclude(profile=None)
    return [
        Section(
            _("My messages"),
            [
                {
                    _("Topic"): post.topic.subject,
                    _("Text"): post.content.raw,
                    _("Date"): post.created,
                    _("Address"): post.get_absolute_url(),
                    _("Seen by all"): _("Yes") if post.approved else _("No"),
                    _("Reason of the refusal"): post.refusal,
                }
                for post in posts
            ],
        ),
        Section(
            _("Former versions"),
            [{_("Text"): one.text, _("Date"): one.replaced_at} for one in versions],
        ),
        Section(
            _("Attachments"),
            [{_("File"): one.filename, _("Address"): one.get_absolute_url()} for one in files],
        ),
        Section(
            _("My polls"),
            [
                {
                    _("Question"): poll.question,
                    _("Options"): "\n".join(option.text for option in poll.options.all()),
                    _("Date"): poll.created,
                    _("Address"): reverse("community:post", args=[poll.topic.first_post_id]),
                }
                for poll in polls_of(member)
            ],
        ),
        Section(
            _("Polls in which I voted"),
            [
                {
                    _("Question"): vote.poll_option.poll.question,
                    _("My vote"): vote.poll_option.text,
                    _("Date"): vote.timestamp,
                }
                for vote in TopicPollVote.objects.filter(voter=member)
                .select_related("poll_option__poll")
                .order_by("timestamp", "pk")
            ],
        ),
        Section(
            _("Messages that I find useful"),
            [{_("Address"): reverse("community:post", args=[one.post_id])} for one in votes],
        ),
        Section(
            _("Messages that I reported"),
            [
                {
                    _("Address"): reverse("community:post", args=[one.post_id]),
                    _("Reason"): one.reason,
                    _("Date"): one.made_at,
                }
                for one in reports
            ],
        ),
        Section(
            _("Profiles that I reported"),
            [
                {
                    _("Member"): one.profile.display_name if one.profile else "",
                    _("Reason"): one.reason,
                    _("Date"): one.made_at,
                }
                for one in of_profiles.select_related("profile")
            ],
        ),
        Section(
            _("Decisions about my messages"),
            [
                {
                    _("Decision"): one.get_action_display(),
                    _("Reason"): one.reason,
                    _("Date"): one.made_at,
                }
                for one in Decision.objects.filter(author=member)
            ],
        ),
        Section(
            _("My appeals"),
            [
                {_("Text"): one.text, _("Date"): one.made_at, _("Decided on"): one.decided_at}
                for one in Appeal.objects.filter(member=member)
            ],
        ),
        Section(_("What I follow"), _followed(member)),
        Section(
            _("Questions that were pointed out to me"),
            [
                {
                    _("Topic"): one.topic.subject,
                    _("Why"): one.get_why_display(),
                    _("Date"): one.made_at,
                    _("Not for me, I said"): one.declined_at,
                }
                for one in Routing.objects.filter(member=member).select_related("topic")
            ],
        ),
        Section(
            _("Messages by e-mail"),
            [
                {_("Subject"): kind.label, _("Rhythm"): Rhythm(getattr(one, kind.value)).label}
                for one in Mailing.objects.filter(member=member)
                for kind in Notice.Kind
            ],
        ),
    ]


def polls_of(member: User) -> QuerySet[TopicPoll]:
    """Those that stand under an opening of the member, with their options."""
    polls = TopicPoll.objects.filter(topic__first_post__poster=member).select_related("topic")
    return polls.prefetch_related("options").order_by("created", "pk")


def forget(member: User, *, remove: bool) -> None:
    """Take the name out of quotations and mentions, and off votes; delete what nobody reads.

    With `remove` the rest too; what others answered stays: the opening of a topic that has answers
    is emptied, not deleted, and loses its poll.
    """
    _rename(member)
    votes = TopicPollVote.objects.filter(voter=member)
    if remove:
        votes.delete()
    else:
        _take_name_off(votes)
    FormerVersion.objects.filter(post__poster=member).delete()
    posts = Post.objects.filter(poster=member).select_related("topic__forum")
    if remove:
        Report.objects.filter(member=member).delete()
    else:
        posts = posts.filter(approved=False)
    for post in posts.order_by("-created", "-pk"):
        _remove(post)


def _remove(post: Post) -> None:
    topic = post.topic
    if post.pk != topic.first_post_id:
        post.delete()
    elif topic.posts.exclude(pk=post.pk).exists():
        post.attachments.all().delete()
        TopicPoll.objects.filter(topic=topic).delete()
        post.subject = _("Removed topic")
        post.content = _("Its author has removed this message.")
        post.held_for, post.refusal = [], ""
        post.save()
        # machina copies the subject into answers and into words of an address that we do not use.
        topic.posts.update(subject=post.subject)
        topic.refresh_from_db()
        topic.save()
    else:
        topic.delete()


def _take_name_off(votes: QuerySet[TopicPollVote]) -> None:
    """Leave the numbers as they are: under a key of one poll alone, which leads to nobody."""
    for poll in set(votes.values_list("poll_option__poll", flat=True)):
        of_poll = votes.filter(poll_option__poll=poll)
        of_poll.update(voter=None, anonymous_key=uuid4().hex)


def _rename(member: User) -> None:
    """Take the name out of what others quoted of a member, and where they mentioned them."""
    own = set(Post.objects.filter(poster=member).values_list("pk", flat=True))
    mention = re.compile(MENTION.format(key=member.pk))
    former = _("Former member")

    def renamed(found: re.Match[str]) -> str:
        address, key = found.groups()
        return f"[{former}]({address})" if int(key) in own else found.group()

    def without_name(text: str) -> str:
        return mention.sub(former, QUOTED.sub(renamed, text))

    places = ["communaute/messages/"] if own else []
    for place in [*places, f"communaute/membres/{member.pk}/"]:
        for post in Post.objects.filter(content__contains=place):
            text = without_name(post.content.raw)
            if text != post.content.raw:
                post.content = text
                post.save()
        for version in FormerVersion.objects.filter(text__contains=place):
            text = without_name(version.text)
            if text != version.text:
                version.text = text
                version.save(update_fields=["text"])


def _followed(member: User) -> list[dict[str, Any]]:
    topics = Topic.objects.filter(subscribers=member)
    categories = Forum.objects.filter(followers=member)
    territories = member.followed_territories.select_related("territory__departement")
    return [
        *({_("Topic"): topic.subject} for topic in topics),
        *({_("Theme"): category.name} for category in categories),
        *({_("Territory"): one.territory.label} for one in territories),
    ]
