"""A topic of the forum: its opening and its answers, as everybody may read them.

No name of a member is sought, be it an author's or that of somebody quoted.
"""

from collections import defaultdict
from collections.abc import Iterable

from django.conf import settings
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import override

from community.forum_conversation.models import Post, Topic
from community.markup import without_names
from search.documents.pages import data, names_of, with_parents
from search.documents.record import Record
from search.kinds import Kind
from taxonomy.labels import labels
from taxonomy.models import Theme
from ui.plain import plain

SUMMARY = 300  # characters of the opening that stand for the whole
# How much is told (`Document.completeness`), from nobody's answer to one that the asker accepted.
UNANSWERED, ANSWERED, SOLVED = 0.0, 0.5, 1.0


class TopicDocument:
    """How topics become records: a batch at a time, two queries."""

    model = Topic
    kind = Kind.DISCUSSION

    def records(self, topics: Iterable[Topic]) -> list[Record]:
        """The records of `topics`, which everybody may read, with their categories and themes."""
        topics = list(topics)
        posts: dict[int, dict[int, str]] = defaultdict(dict)
        rows = Post.objects.filter(topic__in=topics, approved=True).order_by("created", "pk")
        for topic, post, html in rows.values_list("topic_id", "pk", "_content_rendered"):
            posts[topic][post] = plain(without_names(html or ""))
        # Messages and their addresses are French, whoever writes meanwhile.
        with override(settings.LANGUAGE_CODE):
            return [self.record(topic, posts[topic.pk]) for topic in topics]

    def record(self, topic: Topic, posts: dict[int, str]) -> Record:
        """The record of a topic; `posts`: key → plain text of those approved, in their order."""
        opening = posts.pop(topic.first_post_id, "")
        accepted = posts.pop(topic.accepted_id, "") if topic.is_question else ""
        answers = [*([accepted] if accepted else []), *posts.values()]
        summary = Truncator(" ".join(opening.split())).chars(SUMMARY)
        category, language = topic.forum, settings.LANGUAGE_CODE
        slugs = [category.theme.slug] if category.theme else []
        themes = with_parents(slugs, labels(Theme, locale=language))
        record = Record(
            page_id=None,
            topic_id=topic.pk,
            locale=language,
            kind=self.kind.value,
            url=topic.get_absolute_url(),
            title=topic.subject,
            summary=summary,
            body="\n".join([*([opening] if len(opening) > len(summary) else []), *answers]),
            keywords=[category.name, *names_of(themes, Theme, language)],
            facets={"type": [self.kind.value], "theme": themes},
            date=timezone.localdate(topic.created),
            completeness=SOLVED if accepted else ANSWERED if answers else UNANSWERED,
        )
        record.data = {
            "subject": topic.kind,
            "category": category.name,
            "answers": len(answers),
            "solved": bool(accepted),
        }
        record.data = data(record)
        return record
