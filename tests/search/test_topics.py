"""Topics of the forum are found as everybody may read them, and no further."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.test import Client
from django.utils import timezone
from machina.apps.forum_permission.models import UserForumPermission
from machina.apps.forum_permission.shortcuts import assign_perm

from community.forum.models import Forum
from community.forum_conversation.models import Post, Topic
from community.markup import quoted
from members.models import User
from search.alerts.watching import still_public
from search.indexing import index
from search.models import Document, Spelling
from search.rebuilding import rebuild
from taxonomy.models import Theme
from tests.factories.community import CategoryFactory, PostFactory, TopicFactory
from tests.factories.experiences import SheetFactory, home, pillar, theme
from tests.factories.members import UserFactory
from tests.search.asking import assert_nowhere, counts, found, search, suggested

pytestmark = pytest.mark.django_db

SUBJECT = "Une chaufferie zéphyrienne ?"


def secret(**fields) -> Topic:
    """A topic about a theme of its own."""
    category = fields.pop("forum", None) or CategoryFactory(theme=theme("chaleur-bois"))
    topic = TopicFactory(forum=category, subject=SUBJECT, content="Du granulé ?", **fields)
    PostFactory(topic=topic, content="Nous brûlons des plaquettes.")
    return topic


def refuse(category: Forum) -> None:
    assign_perm("can_read_forum", AnonymousUser(), category, has_perm=False)


def held() -> None:
    secret(approved=False)


def held_again() -> None:
    topic = secret()
    opening = topic.posts.earliest()
    opening.approved = False
    opening.save()


def held_many_at_a_time() -> None:
    secret()
    Topic.objects.update(approved=False)


def private() -> None:
    secret(forum=CategoryFactory(private=True, theme=theme("chaleur-bois")))


def made_private() -> None:
    refuse(secret().forum)


def forum_closed() -> None:
    secret()
    for grant in UserForumPermission.objects.filter(anonymous_user=True, forum=None):
        grant.has_perm = False
        grant.save()


def grant_taken_away() -> None:
    secret()
    UserForumPermission.objects.filter(anonymous_user=True).delete()


def moved_into_a_private_category() -> None:
    topic = secret()
    topic.forum = CategoryFactory(private=True)
    topic.save()


def deleted_topic() -> None:
    Topic.objects.get(pk=secret().pk).delete()


def deleted_many_at_a_time() -> None:
    secret()
    Topic.objects.all().delete()


def deleted_by_its_only_post() -> None:
    topic = TopicFactory(forum=CategoryFactory(theme=theme("chaleur-bois")), subject=SUBJECT)
    Post.objects.get(topic=topic).delete()


def deleted_category() -> None:
    Forum.objects.get(pk=secret().forum_id).delete()


@pytest.mark.parametrize(
    "hide",
    [
        held,
        held_again,
        held_many_at_a_time,
        private,
        made_private,
        forum_closed,
        grant_taken_away,
        moved_into_a_private_category,
        deleted_topic,
        deleted_many_at_a_time,
        deleted_by_its_only_post,
        deleted_category,
    ],
)
def test_a_topic_that_not_everybody_may_read_is_nowhere(hide: Callable[[], None]) -> None:
    hide()
    assert_nowhere(SUBJECT)


def test_a_topic_is_found_by_its_subject_its_opening_and_its_answers() -> None:
    topic = secret()
    for text in ("chaufferie", "granule", "plaquette"):
        [hit] = search(text).hits
        assert (hit.id, hit.url, hit.kind) == (-topic.pk, topic.get_absolute_url(), "discussion")
    assert "<mark>plaquettes</mark>" in hit.highlight
    assert suggested("chauff") == [SUBJECT]


def test_a_topic_counts_for_the_theme_of_its_category_and_the_one_above() -> None:
    below = theme("chaleur-bois", parent=theme("energie"))
    secret(forum=CategoryFactory(theme=below))
    assert counts(search(), "theme") == {"chaleur-bois": 1, "energie": 1}
    assert counts(search(), "type") == {"discussion": 1}
    assert search(selected={"type": ("discussion",)}).total == 1


def test_a_topic_counts_for_the_pillars_of_its_category() -> None:
    topic = secret()
    assert counts(search(), "pilier") == {}
    chosen = pillar("valoriser-donnees", "Valoriser les données")
    topic.forum.pillars.add(chosen)
    assert counts(search(), "pilier") == {"valoriser-donnees": 1}
    assert found("valoriser") == [-topic.pk]
    chosen.name = chosen.short_name = "Partager les chiffres"
    chosen.save()
    assert (found("valoriser"), found("chiffres")) == ([], [-topic.pk])
    chosen.delete()
    assert (found("chiffres"), counts(search(), "pilier")) == ([], {})


def test_a_page_and_a_topic_of_one_number_are_two_documents() -> None:
    sheet = SheetFactory(title="Chaufferie au bois")
    topic = Topic(pk=sheet.pk, forum=CategoryFactory(), subject=SUBJECT, type=0, status=0)
    topic.save_base(force_insert=True)  # machina's save reads what it takes to be there
    assert set(found("chaufferie")) == {sheet.pk, -topic.pk}
    Topic.objects.filter(pk=sheet.pk).delete()
    assert found("chaufferie") == [sheet.pk]


def test_what_is_rolled_back_was_never_found_of_the_forum() -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        secret()
        assert found("zéphyrienne")
        raise RuntimeError
    assert found("zéphyrienne") == []


def test_a_held_answer_is_not_sought_until_it_is_approved() -> None:
    topic = secret()
    answer = PostFactory(topic=topic, content="Ma cousine Odette", approved=False)
    assert found("odette") == []
    answer.approved = True
    answer.save()
    assert found("odette") == [-topic.pk]
    answer.content = "Ma voisine Paulette"
    answer.save()
    assert (found("odette"), found("paulette")) == ([], [-topic.pk])
    topic.posts.filter(pk=answer.pk).update(approved=False)
    assert found("paulette") == []


@pytest.mark.parametrize("delete", [Post.delete, lambda it: Post.objects.filter(pk=it.pk).delete()])
def test_a_deleted_answer_is_not_found(delete: Callable[[Post], None]) -> None:
    topic = secret()
    delete(PostFactory(topic=topic, content="Ma cousine Odette"))
    assert found("odette") == []
    assert found("zéphyrienne") == [-topic.pk]


def test_answers_that_change_their_topic_many_at_a_time_are_found_there() -> None:
    topic, other = secret(), TopicFactory()
    topic.posts.exclude(pk=topic.first_post_id).update(topic=other)
    assert found("plaquettes") == [-other.pk]


def test_a_category_that_is_opened_again_brings_its_topics_back() -> None:
    topic = secret()
    refuse(topic.forum)
    assert found("zéphyrienne") == []
    UserForumPermission.objects.filter(forum=topic.forum).delete()
    assert found("zéphyrienne") == [-topic.pk]


def test_a_renamed_category_changes_addresses_words_and_facets() -> None:
    topic = secret()
    category = Forum.objects.get(pk=topic.forum_id)
    category.name, category.theme = "Pompes à chaleur", theme("pompes")
    category.save()
    [hit] = search("pompes").hits
    assert hit.url == Topic.objects.get(pk=topic.pk).get_absolute_url()
    assert counts(search(), "theme") == {"pompes": 1}


def test_a_renamed_subject_and_a_renamed_theme_are_sought_anew() -> None:
    topic = secret()
    opening = topic.posts.earliest()
    opening.subject = "Un réseau de vapeur ?"
    opening.save()
    assert (found("zéphyrienne"), found("vapeur")) == ([], [-topic.pk])
    own = Theme.objects.get(slug="chaleur-bois")
    own.name = "Biomasse"
    own.save()
    assert found("biomasse") == [-topic.pk]


def test_nobody_is_found_by_name_and_answers_outlive_their_author() -> None:
    author = UserFactory(display_name="Odette Zéphyr", email="odette@mairie.example")
    topic = secret(poster=author)
    PostFactory(topic=topic, poster=author, content="Des bûches.")
    quotation = quoted(
        "Des bûches.", by=author.display_name, url=topic.first_post.get_absolute_url()
    )
    PostFactory(topic=topic, content=f"{quotation}Et des sarments.")
    assert found("odette") == []
    assert found("sarments") == [-topic.pk]
    User.objects.filter(pk=author.pk).delete()
    assert found("bûches") == [-topic.pk]


def test_english_searches_find_no_french_topic() -> None:
    secret()
    assert found("zéphyrienne", locale="en") == []


def test_what_members_mistype_is_offered_to_nobody() -> None:
    TopicFactory(subject="Lampadère", content="Chofage")
    assert not Spelling.objects.exists()


def test_what_editors_checked_stands_before_a_topic_that_says_the_same() -> None:
    topic = TopicFactory(subject="Éclairage des venelles", content="Éteindre la nuit.")
    PostFactory(topic=topic)
    sheet = SheetFactory(title="Éclairage des venelles", summary="Éteindre la nuit.")
    for text in ("éclairage venelles", "éteindre", ""):
        assert found(text) == [sheet.pk, -topic.pk], text


def test_an_accepted_answer_is_told_in_the_result() -> None:
    home()
    topic = secret()
    answer = topic.posts.latest()
    Topic.objects.filter(pk=topic.pk).update(accepted=answer)
    [hit] = search("zéphyrienne").hits
    assert (hit.data["solved"], hit.data["answers"]) == (True, 1)
    page = Client().get("/recherche/?q=zéphyrienne").content.decode()
    for told in ("Question", topic.forum.name, "1 réponse", "Résolue", topic.get_absolute_url()):
        assert told in page, told
    [answered] = Client().get("/recherche.json?type=discussion").json()["hits"]
    assert answered["id"] == -topic.pk
    assert (answered["answers"], answered["solved"]) == (1, True)
    answer.delete()
    assert search("zéphyrienne").hits[0].data["solved"] is False


def test_alerts_tell_of_what_everybody_may_read() -> None:
    topic, private = secret(), secret(forum=CategoryFactory(private=True))
    gone = topic.pk + private.pk
    assert still_public({-topic.pk, -private.pk, -gone}, timezone.now()) == {-topic.pk}


def test_a_lost_topic_is_in_the_index_again_after_a_rebuild() -> None:
    topic = secret()
    Document.objects.all().delete()
    assert rebuild() == 1
    assert found("plaquettes") == [-topic.pk]


def test_a_batch_of_topics_costs_as_much_as_one(django_assert_max_num_queries) -> None:
    topics = [secret().pk]
    with django_assert_max_num_queries(40) as few:
        index(topic=topics)
    topics += [secret().pk for _ in range(5)]
    with django_assert_max_num_queries(len(few) + 2):
        index(topic=topics)
