"""Categories, topics and posts, as machina keeps them: counts and last posts follow."""

import factory
from django.core.files.base import ContentFile
from factory.django import DjangoModelFactory

from community.forum.models import Forum
from community.forum_conversation.forum_attachments.models import Attachment
from community.forum_conversation.forum_polls.models import (
    TopicPoll,
    TopicPollOption,
    TopicPollVote,
)
from community.forum_conversation.models import Post, Topic
from tests.factories.members import UserFactory
from tests.factories.taxonomy import ThemeFactory


class CategoryFactory(DjangoModelFactory):
    """An open category about a theme; `private=True`: closed to all but those granted by name."""

    class Meta:
        model = Forum
        skip_postgeneration_save = True

    type = Forum.FORUM_POST
    name = factory.Sequence("Énergie et environnement {}".format)
    description = "Éclairage, eau, déchets."
    theme = factory.SubFactory(ThemeFactory)

    @factory.post_generation
    def private(self, create, refused, **kwargs) -> None:
        if refused:
            from django.contrib.auth.models import AnonymousUser
            from machina.apps.forum_permission.shortcuts import (
                ALL_AUTHENTICATED_USERS,
                assign_perm,
            )

            for whom in (AnonymousUser(), ALL_AUTHENTICATED_USERS):
                for codename in ("can_see_forum", "can_read_forum"):
                    assign_perm(codename, whom, self, has_perm=False)


class PostFactory(DjangoModelFactory):
    """A reply; `topic` says where."""

    class Meta:
        model = Post

    poster = factory.SubFactory(UserFactory)
    subject = factory.LazyAttribute(lambda post: post.topic.subject)
    content = "Nous avons commencé par un plan au mur de la salle des fêtes."


class TopicFactory(DjangoModelFactory):
    """A topic with its opening post, `content`; held with it where `approved` is False."""

    class Meta:
        model = Topic
        skip_postgeneration_save = True

    forum = factory.SubFactory(CategoryFactory)
    poster = factory.SubFactory(UserFactory)
    subject = factory.Sequence("Éteindre l’éclairage la nuit : comment en parler ? {}".format)
    type = Topic.TOPIC_POST
    status = Topic.TOPIC_UNLOCKED

    @factory.post_generation
    def content(self, create, text, **kwargs) -> None:
        PostFactory(
            topic=self,
            poster=self.poster,
            subject=self.subject,
            approved=self.approved,
            content=text or "Notre conseil veut éteindre de 23 heures à 5 heures.",
        )


class AttachmentFactory(DjangoModelFactory):
    class Meta:
        model = Attachment

    post = factory.SubFactory(PostFactory)
    file = factory.LazyFunction(
        lambda: ContentFile("Délibération du 3 mars".encode(), name="délibération.txt")
    )


class PollFactory(DjangoModelFactory):
    """A poll under the opening of a topic of its own; `options`: their texts; without votes."""

    class Meta:
        model = TopicPoll
        skip_postgeneration_save = True

    topic = factory.SubFactory(TopicFactory)
    question = "Quelle durée d’extinction avez-vous choisie ?"
    user_changes = True

    @factory.post_generation
    def options(self, create, texts, **kwargs) -> None:
        for text in texts or ("Moins de 5 heures", "5 ou 6 heures", "Toute la nuit"):
            TopicPollOption.objects.create(poll=self, text=text)


def voted(poll: TopicPoll, *texts: str, voter=None) -> None:
    """A member (`voter`, or another) has chosen the options of these texts."""
    voter = voter or UserFactory()
    for text in texts:
        TopicPollVote.objects.create(poll_option=poll.options.get(text=text), voter=voter)


def known_member(**fields):
    """A member whose messages are published at once, links and files too."""
    member = UserFactory(**fields)
    topic = TopicFactory(poster=member)
    for number in range(5):
        PostFactory(topic=topic, poster=member, content=f"Réponse {number}")
    return member
