"""The pages of the forum as visitors read them."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from community.categories import open_categories
from community.forum.models import Forum
from community.forum_conversation.models import Post, Topic
from community.models import Vote
from members.models import User
from taxonomy.first_fill import fill_taxonomy
from taxonomy.models import Theme
from tests.factories.community import (
    AttachmentFactory,
    CategoryFactory,
    PostFactory,
    TopicFactory,
)
from tests.factories.members import UserFactory
from tests.factories.organisations import MembershipFactory
from tests.ui.reading import read as read_strictly

pytestmark = pytest.mark.django_db


def test_each_top_theme_has_a_category_made_once() -> None:
    fill_taxonomy()
    top = Theme.objects.filter(parent=None, locale__language_code="fr")
    assert open_categories() == top.count() > 0
    assert open_categories() == 0
    assert set(Forum.objects.values_list("theme", flat=True)) == set(top.values_list(flat=True))


def test_the_index_tells_topics_messages_and_the_last_one(read) -> None:
    topic = TopicFactory(subject="Qui a acheté des lampes en groupement ?")
    PostFactory(topic=topic)
    page = read("/communaute/")
    entry = page.select_one(".categories > li")
    assert "1 sujet" in entry.text
    assert "2 messages" in entry.text
    assert entry.find("a", string=lambda text: text and "groupement" in text)


def test_an_empty_index_says_so(read) -> None:
    assert "Aucune catégorie" in read("/communaute/").text


def test_categories_are_named_by_their_theme_in_english(read) -> None:
    fill_taxonomy()
    open_categories()
    names = [link.text for link in read("/en/communaute/").select(".categories h2 a")]
    assert "Energy and environment" in names


def test_a_category_lists_announcements_first_then_the_last_answered(read) -> None:
    category = CategoryFactory()
    first = TopicFactory(forum=category, subject="Premier")
    TopicFactory(forum=category, subject="Deuxième")
    TopicFactory(forum=category, subject="Annonce", type=Topic.TOPIC_ANNOUNCE)
    PostFactory(topic=first)
    titles = [link.text for link in read(category.get_absolute_url()).select("main .result h2 a")]
    assert titles == ["Annonce", "Premier", "Deuxième"]


def test_wrong_words_lead_to_the_right_address(client) -> None:
    topic = TopicFactory(subject="Où trouver un cahier des charges ?")
    right = topic.get_absolute_url()
    assert right.endswith(f"/ou-trouver-un-cahier-des-charges-{topic.pk}/")
    response = client.get(f"/communaute/ailleurs/ancien-titre-{topic.pk}/")
    assert (response.status_code, response["Location"]) == (301, right)
    category = topic.forum
    response = client.get(f"/communaute/ancien-nom-{category.pk}/")
    assert (response.status_code, response["Location"]) == (301, category.get_absolute_url())


def test_a_topic_that_was_moved_is_found_at_its_old_address(client) -> None:
    topic = TopicFactory()
    old = topic.get_absolute_url()
    topic.forum = CategoryFactory(name="Données")
    topic.save()
    assert client.get(old)["Location"] == topic.get_absolute_url() != old


def test_the_accepted_answer_stands_under_the_question_and_once(read) -> None:
    topic = TopicFactory()
    other, accepted = PostFactory(topic=topic), PostFactory(topic=topic)
    Topic.objects.filter(pk=topic.pk).update(accepted=accepted)
    page = read(topic.get_absolute_url())
    ids = [post["id"] for post in page.select("article.post")]
    assert ids == [f"message-{pk}" for pk in (topic.first_post_id, accepted.pk, other.pk)]
    assert "Réponse acceptée" in page.select("article.post")[1].text
    assert "1 autre réponse" in page.text
    assert "Résolue" in page.text


def test_an_accepted_answer_that_is_held_is_not_shown(read) -> None:
    topic = TopicFactory()
    held = PostFactory(topic=topic, approved=False, content="Texte retenu")
    Topic.objects.filter(pk=topic.pk).update(accepted=held)
    assert "Texte retenu" not in read(topic.get_absolute_url()).text


def test_a_post_is_found_on_its_page_of_the_topic(client) -> None:
    topic = TopicFactory()
    posts = [PostFactory(topic=topic) for _ in range(25)]
    PostFactory(topic=topic, approved=False)
    assert client.get(posts[0].get_absolute_url())["Location"].endswith(f"/#message-{posts[0].pk}")
    location = client.get(posts[24].get_absolute_url())["Location"]
    assert location.endswith(f"/?page=2#message-{posts[24].pk}")
    assert f'id="message-{posts[24].pk}"' in client.get(location).content.decode()


@pytest.mark.parametrize("page", ["0", "3", "-1", "x", "²", "9" * 30])
def test_a_page_that_does_not_exist_is_not_found(client, page: str) -> None:
    topic = TopicFactory()
    assert client.get(f"{topic.get_absolute_url()}?page={page}").status_code == 404


def test_questions_without_an_answer_are_listed_the_oldest_first(read) -> None:
    answered = TopicFactory(subject="Répondue")
    PostFactory(topic=answered)
    newer = TopicFactory(subject="Récente")
    older = TopicFactory(subject="Ancienne")
    TopicFactory(subject="Débat", kind=Topic.Kind.DISCUSSION)
    TopicFactory(subject="Close", status=Topic.TOPIC_LOCKED)
    Topic.objects.filter(pk=older.pk).update(created=datetime(2026, 1, 1, tzinfo=UTC))
    assert newer.pk < older.pk
    links = read("/communaute/sans-reponse/").select("main .result h2 a")
    assert [link.text for link in links] == ["Ancienne", "Récente"]


def test_what_others_answered_stays_when_a_member_leaves(read) -> None:
    topic = TopicFactory()
    PostFactory(topic=topic, content="Une réponse utile")
    User.objects.filter(pk=topic.poster_id).delete()
    page = read(topic.get_absolute_url())
    assert "Une réponse utile" in page.text
    assert "Ancien membre" in page.text


def test_a_page_of_the_forum_never_tells_an_address_of_a_person(client) -> None:
    author = UserFactory(email="odile.secrete@mairie.example", display_name="Odile S.")
    topic = TopicFactory(poster=author)
    for url in ("/communaute/", topic.get_absolute_url(), f"/communaute/membres/{author.pk}/"):
        html = client.get(url).content.decode()
        assert "odile.secrete" not in html
    assert "Odile S." in html


def test_the_header_leads_to_the_forum(client) -> None:
    page = read_strictly(client.get("/communaute/").content.decode())
    assert page.ids


def pages() -> list[str]:
    topic = TopicFactory()
    post = PostFactory(topic=topic, content="Un **essai** :\n\n- un\n- deux\n\n> cité\n\n`code`")
    AttachmentFactory(post=post)
    TopicFactory(forum=topic.forum, approved=False)
    return [
        "/communaute/",
        "/en/communaute/",
        topic.forum.get_absolute_url(),
        topic.get_absolute_url(),
        f"/en{topic.get_absolute_url()}",
        "/communaute/sans-reponse/",
        f"/communaute/membres/{post.poster_id}/",
    ]


def test_documents_are_well_formed_and_sign_nobody_in(client) -> None:
    for url in pages():
        response = client.get(url)
        assert response.status_code == 200, url
        read_strictly(response.content.decode())
        assert not response.cookies, url
        assert "public" in response["Cache-Control"], url


def queries(client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


INDEX_QUERIES = 17
TOPIC_QUERIES = 12


@pytest.mark.parametrize("signed_in", [False, True])
def test_the_index_asks_as_much_for_3_categories_as_for_300(client, as_user, signed_in) -> None:
    client = as_user(UserFactory(moderator=True) if signed_in else None)
    for _ in range(3):
        TopicFactory()
    few = queries(client, "/communaute/")
    for number in range(30):
        CategoryFactory(name=f"Catégorie {number}", private=number % 2)
    for category in Forum.objects.all():
        TopicFactory(forum=category)
    assert queries(client, "/communaute/") == few <= INDEX_QUERIES


@pytest.mark.parametrize("signed_in", [False, True])
def test_a_topic_asks_as_much_for_any_number_of_posts(as_user, signed_in) -> None:
    client = as_user(UserFactory(moderator=True) if signed_in else None)
    topic = TopicFactory()
    AttachmentFactory(post=PostFactory(topic=topic))
    alone = queries(client, topic.get_absolute_url())
    for _ in range(18):
        AttachmentFactory(post=PostFactory(topic=topic))
    assert queries(client, topic.get_absolute_url()) == alone
    for _ in range(20):
        AttachmentFactory(post=PostFactory(topic=topic))
    counted = queries(client, topic.get_absolute_url())  # beyond a page, how many there are
    assert counted == alone + 1 <= TOPIC_QUERIES
    for _ in range(40):
        AttachmentFactory(post=PostFactory(topic=topic))
    assert queries(client, topic.get_absolute_url()) == counted


@pytest.mark.parametrize("signed_in", [False, True])
def test_lists_ask_as_much_for_any_number_of_topics(as_user, signed_in) -> None:
    client = as_user(UserFactory() if signed_in else None)
    topic = TopicFactory()
    urls = [
        topic.forum.get_absolute_url(),
        "/communaute/sans-reponse/",
        f"/communaute/membres/{topic.poster_id}/",
    ]
    few = [queries(client, url) for url in urls]
    for _ in range(15):
        TopicFactory(forum=topic.forum)
        PostFactory(topic=TopicFactory(), poster=topic.poster)
        TopicFactory()
    assert [queries(client, url) for url in urls] == few
    assert max(few) <= TOPIC_QUERIES


def test_the_index_tells_what_has_changed_at_once(read) -> None:
    """What is drawn of it is kept, by all that it tells."""
    topic = TopicFactory(subject="Premier sujet")
    assert "Premier sujet" in read("/communaute/").text
    Topic.objects.filter(pk=topic.pk).update(subject="Autre sujet")
    assert "Autre sujet" in read("/communaute/").text
    PostFactory(topic=topic)
    assert "2 messages" in read("/communaute/").text
    Forum.objects.filter(pk=topic.forum_id).update(name="Lumière")
    assert "Lumière" in read("/communaute/").text


def test_the_index_of_one_visitor_is_not_that_of_another(read, as_user) -> None:
    private = CategoryFactory(private=True, name="Réservée")
    assert "Réservée" in read("/communaute/", as_user(UserFactory(superuser=True))).text
    assert "Réservée" not in read("/communaute/").text
    assert "Réservée" not in read("/communaute/", as_user(UserFactory())).text
    assert private.name not in read("/en/communaute/").text


def test_under_a_name_stands_whom_its_author_writes_for(read) -> None:
    topic = TopicFactory()
    MembershipFactory(member=topic.poster, function="Secrétaire de mairie", waiting=True)
    author = read(topic.get_absolute_url()).select_one(".author").text
    assert "Secrétaire de mairie, " in author
    assert "pas encore confirmé" in author
    assert topic.poster.email not in author


@pytest.mark.sqlite  # whose plans do not depend on how much there is
def test_a_category_is_read_from_the_beginning_of_its_list(client) -> None:
    category = TopicFactory().forum
    with CaptureQueriesContext(connection) as asked:
        client.get(category.get_absolute_url())
    topics = [one["sql"] for one in asked if 'FROM "forum_conversation_topic"' in one["sql"]]
    counted, listed = topics
    for sql in (counted, listed):
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
            steps = "\n".join(step for *_, step in cursor.fetchall())
        assert "shown_topic_of_category" in steps
        assert "TEMP B-TREE" not in steps, "everything there is would be sorted"


def test_visitors_see_at_once_what_changes_in_answers(read) -> None:
    """What is drawn of them is kept for a minute."""
    answer = PostFactory(topic=TopicFactory(), content="Un essai de trois mois.")
    topic = answer.topic
    assert "Un essai de trois mois." in read(topic.get_absolute_url()).text
    answer.content = "Un essai de six mois."
    answer.save()
    assert "Un essai de six mois." in read(topic.get_absolute_url()).text
    Vote.objects.create(post=answer, member=UserFactory())
    assert "1 personne trouve" in read(topic.get_absolute_url()).text
    User.objects.filter(pk=answer.poster_id).update(display_name="Mairie d’Œuilly")
    assert "Mairie d’Œuilly" in read(topic.get_absolute_url()).text
    MembershipFactory(member=answer.poster, function="Secrétaire de mairie")
    assert "Secrétaire de mairie" in read(topic.get_absolute_url()).text
    AttachmentFactory(post=answer, comment="Le plan du bourg")
    assert "Le plan du bourg" in read(topic.get_absolute_url()).text
    Post.objects.filter(pk=answer.pk).update(approved=False)
    assert "Un essai de six mois." not in read(topic.get_absolute_url()).text
