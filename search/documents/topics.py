"""A topic of the forum: its opening with its poll, and its answers, as everybody may read them.

No name of a member is sought, be it an author's or that of somebody quoted.
"""

from collections import defaultdict
from collections.abc import Iterable

from django.conf import settings
from django.db.models import prefetch_related_objects
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import override

from community.forum_conversation.forum_polls.models import TopicPollOption
from community.forum_conversation.models import Post, Topic
from community.markup import without_names
from members.organisations.models import Membership, Organisation
from search.documents.pages import data, names_of, with_parents
from search.documents.record import Record
from search.documents.territories import add_territories
from search.kinds import Answered, Kind
from taxonomy.labels import labels
from taxonomy.models import Pillar, Theme
from territories.models import Territory
from ui.plain import plain

SUMMARY = 300  # characters of the opening that stand for the whole
# How much is told (`Document.completeness`), from nobody's answer to one that the asker accepted.
TOLD = {Answered.UNANSWERED: 0.0, Answered.ANSWERED: 0.5, Answered.SOLVED: 1.0}


class TopicDocument:
    """How topics become records: a batch at a time, five queries."""

    model = Topic
    kind = Kind.DISCUSSION

    def records(self, topics: Iterable[Topic]) -> list[Record]:
        """The records of `topics`, which everybody may read, with their categories and themes."""
        topics = list(topics)
        posts: dict[int, dict[int, str]] = defaultdict(dict)
        rows = Post.objects.filter(topic__in=topics, approved=True).order_by("created", "pk")
        for topic, post, html in rows.values_list("topic_id", "pk", "_content_rendered"):
            posts[topic][post] = plain(without_names(html or ""))
        polls = asked(topics)
        askers = mandates(topics)
        prefetch_related_objects(topics, "forum__pillars")
        # Messages and their addresses are French, whoever writes meanwhile.
        with override(settings.LANGUAGE_CODE):
            return [
                self.record(
                    topic,
                    posts[topic.pk],
                    polls[topic.pk],
                    territory_of(topic, askers[topic.poster_id]),
                )
                for topic in topics
            ]

    def record(
        self, topic: Topic, posts: dict[int, str], poll: list[str], place: Territory | None
    ) -> Record:
        """The record of a topic whose asker is of `place`.

        `posts`: key → plain text of those approved, in their order; `poll`: what it asks, and its
        options.
        """
        opening = posts.pop(topic.first_post_id, "")
        accepted = posts.pop(topic.accepted_id, "") if topic.is_question else ""
        answers = [*([accepted] if accepted else []), *posts.values()]
        summary = Truncator(" ".join(opening.split())).chars(SUMMARY)
        category, language = topic.forum, settings.LANGUAGE_CODE
        slugs = [category.theme.slug] if category.theme else []
        themes = with_parents(slugs, labels(Theme, locale=language))
        pillars = [pillar.slug for pillar in category.pillars.all()]
        state = Answered.UNANSWERED
        if answers:
            state = Answered.SOLVED if accepted else Answered.ANSWERED
        record = Record(
            page_id=None,
            topic_id=topic.pk,
            locale=language,
            kind=self.kind.value,
            url=topic.get_absolute_url(),
            title=topic.subject,
            summary=summary,
            body="\n".join([*([opening] if len(opening) > len(summary) else []), *poll, *answers]),
            keywords=[
                category.name,
                *names_of(themes, Theme, language),
                *names_of(pillars, Pillar, language),
            ],
            facets={
                "type": [self.kind.value],
                "theme": themes,
                "pilier": pillars,
                "reponse": [state.value],
            },
            date=timezone.localdate(topic.created),
            completeness=TOLD[state],
        )
        if place:
            add_territories(record, [(place, False)])
        record.data |= {
            "subject": topic.kind,
            "category": category.name,
            "answers": len(answers),
            "solved": bool(accepted),
        }
        record.data = data(record)
        return record


def asked(topics: list[Topic]) -> dict[int, list[str]]:
    """Key of a topic → what its poll asks, and its options in their order."""
    found: dict[int, list[str]] = defaultdict(list)
    options = TopicPollOption.objects.filter(poll__topic__in=topics)
    for topic, question, text in options.values_list("poll__topic", "poll__question", "text"):
        found[topic] = [*(found[topic] or [question]), text]
    return found


def mandates(topics: list[Topic]) -> dict[int | None, list[Membership]]:
    """Id of a member → the bodies of a territory that those who opened `topics` are or were of.

    Confirmed ones alone, the first first.
    """
    found: dict[int | None, list[Membership]] = defaultdict(list)
    rows = Membership.objects.proven().filter(
        member__in={topic.poster_id for topic in topics if topic.poster_id},
        organisation__kind__in=Organisation.GOVERNING,
    )
    around = ("departement", "region", "epci")
    places = rows.select_related(
        *(f"organisation__territory__{name}" for name in around),
        *(f"organisation__territory__successor__{name}" for name in around),
    )
    for row in places.order_by("asked_at", "pk"):
        found[row.member_id].append(row)
    return found


def territory_of(topic: Topic, mandates: list[Membership]) -> Territory | None:
    """The territory for which a topic was opened: of a mandate that had not ended by then."""
    for mandate in mandates:
        if mandate.ended_at is None or mandate.ended_at > topic.created:
            return mandate.organisation.territory
    return None
