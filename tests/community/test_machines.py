"""What machines are told of the forum: feeds, structured data, sitemap, languages of addresses."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from django.utils.timezone import localtime

from community import sitemaps
from community.forum_conversation.models import Topic
from community.models import Vote
from members.models import User
from tests.experiences.public.test_feeds import ATOM, feed, titles
from tests.experiences.public.test_sitemap import LINK, SITEMAP, entries, paths, sitemap
from tests.factories.community import CategoryFactory, PostFactory, TopicFactory
from tests.factories.experiences import home
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db


def described(page) -> dict[str, Any]:
    """The node that says what the page is."""
    script = page.find("script", type="application/ld+json")
    graph = json.loads(script.string)["@graph"]
    assert [node["@type"] for node in graph[:2]] == ["Organization", "BreadcrumbList"]
    return graph[2]


def test_a_question_is_told_with_its_accepted_answer_and_the_others(read) -> None:
    asker = UserFactory(display_name="Mairie de Xanthe")
    topic = TopicFactory(poster=asker, subject="Qui a essayé ?", content="Le **détail**.")
    other, accepted = PostFactory(topic=topic), PostFactory(topic=topic, content="Nous.\n\nOui.")
    PostFactory(topic=topic, approved=False, content="Retenue")
    Topic.objects.filter(pk=topic.pk).update(accepted=accepted)
    Vote.objects.create(post=accepted, member=asker)
    node = described(read(topic.get_absolute_url()))
    url = f"http://testserver{topic.get_absolute_url()}"
    assert (node["@type"], node["url"], node["inLanguage"]) == ("QAPage", url, "fr")
    question = node["mainEntity"]
    assert (question["@type"], question["name"]) == ("Question", "Qui a essayé ?")
    assert (question["text"], question["answerCount"]) == ("Le détail.", 2)
    assert question["author"]["name"] == "Mairie de Xanthe"
    assert question["author"]["url"] == f"http://testserver/communaute/membres/{asker.pk}/"
    assert datetime.fromisoformat(question["datePublished"]).tzinfo
    assert question["acceptedAnswer"]["text"] == "Nous.\nOui."
    assert question["acceptedAnswer"]["url"] == f"{url}#message-{accepted.pk}"
    assert [one["url"] for one in question["suggestedAnswer"]] == [f"{url}#message-{other.pk}"]
    assert (question["upvoteCount"], question["acceptedAnswer"]["upvoteCount"]) == (0, 1)


def test_a_question_that_nobody_answered_says_so(read) -> None:
    question = described(read(TopicFactory().get_absolute_url()))["mainEntity"]
    assert question["answerCount"] == 0
    assert not question.keys() & {"acceptedAnswer", "suggestedAnswer"}


def test_a_discussion_is_told_with_its_messages(read) -> None:
    topic = TopicFactory(kind=Topic.Kind.DISCUSSION, subject="Vos budgets ?")
    comment = PostFactory(topic=topic)
    User.objects.filter(pk=comment.poster_id).delete()
    node = described(read(topic.get_absolute_url()))
    assert (node["@type"], node["headline"]) == ("DiscussionForumPosting", "Vos budgets ?")
    assert (node["commentCount"], len(node["comment"])) == (1, 1)
    assert node["comment"][0]["author"] == {"@type": "Person", "name": "Ancien membre"}


def test_no_text_of_a_member_leaves_the_script(read) -> None:
    hostile = "</script><script>alert(1)</script>"
    topic = TopicFactory(subject=hostile, content=hostile)
    node = described(read(topic.get_absolute_url()))
    assert node["mainEntity"]["name"] == hostile


def test_what_only_some_see_is_not_described(read, as_user) -> None:
    author = UserFactory()
    topic = TopicFactory(poster=author, approved=False)
    page = read(topic.get_absolute_url(), as_user(author))
    assert page.find("script", type="application/ld+json") is None
    long = TopicFactory()
    for _ in range(21):
        PostFactory(topic=long)
    page = read(f"{long.get_absolute_url()}?page=2")
    assert page.find("script", type="application/ld+json") is None


def link(page, **attributes: str) -> str:
    return page.find("link", attrs=attributes)["href"]


def test_a_topic_is_kept_at_its_french_address(read) -> None:
    path = TopicFactory().get_absolute_url()
    page = read(f"/en{path}")
    assert link(page, rel="canonical") == f"http://testserver{path}"
    assert page.find("link", hreflang=True) is None


def test_lists_name_their_address_in_each_language(read) -> None:
    category = TopicFactory().forum
    for path in ("/communaute/", category.get_absolute_url()):
        for own in (path, f"/en{path}"):
            page = read(own)
            found = {one["hreflang"]: one["href"] for one in page.find_all("link", hreflang=True)}
            assert found == {
                "fr": f"http://testserver{path}",
                "en": f"http://testserver/en{path}",
                "x-default": f"http://testserver{path}",
            }
            assert link(page, rel="canonical") == f"http://testserver{own}"


def test_further_pages_of_a_category_are_no_translations(read) -> None:
    category = CategoryFactory()
    for _ in range(21):
        TopicFactory(forum=category)
    address = f"{category.get_absolute_url()}?page=2"
    page = read(address)
    assert link(page, rel="canonical") == f"http://testserver{address}"
    assert page.find("link", hreflang=True) is None


def test_feeds_tell_of_public_topics_the_newest_first(client, read) -> None:
    older = TopicFactory(subject="Ancien", content="Le **début**.\n\nLa suite.")
    newer = TopicFactory(subject="Récent")
    TopicFactory(subject="Retenu", approved=False, forum=older.forum)
    TopicFactory(subject="Réservé", forum=CategoryFactory(private=True))
    Topic.objects.filter(pk=older.pk).update(created=datetime(2026, 1, 1, tzinfo=UTC))
    for lists, found in (("/communaute/", ["Récent", "Ancien"]), (older.forum, ["Ancien"])):
        page = read(lists if isinstance(lists, str) else lists.get_absolute_url())
        address = link(page, rel="alternate", type="application/atom+xml")
        assert titles(feed(client, address)) == found
    assert newer.forum != older.forum
    assert feed(client, address).find(f"{ATOM}entry/{ATOM}summary").text == "Le début. La suite."


def test_a_feed_never_names_a_person(client) -> None:
    TopicFactory(poster=UserFactory(display_name="Odile S.", email="odile@mairie.example"))
    text = client.get("/communaute/flux/").content.decode()
    assert "Odile" not in text
    assert "odile" not in text


def test_an_opening_that_is_held_again_is_not_told(client) -> None:
    topic = TopicFactory(content="Parole retenue")
    topic.posts.update(approved=False)
    assert "Parole retenue" not in client.get("/communaute/flux/").content.decode()


def test_the_english_address_gives_the_french_feed(client) -> None:
    TopicFactory()
    french = client.get("/communaute/flux/").content
    assert client.get("/en/communaute/flux/").content == french
    assert b'xml:lang="fr"' in french


def test_the_feed_of_a_closed_category_is_not_there_for_anybody(client, as_user) -> None:
    category = CategoryFactory(private=True)
    url = f"{category.get_absolute_url()}flux/"
    superuser = as_user(UserFactory(superuser=True))
    assert superuser.get(category.get_absolute_url()).status_code == 200
    assert [one.get(url).status_code for one in (client, superuser)] == [404, 404]
    opened = CategoryFactory()
    response = client.get(f"/communaute/ancien-nom-{opened.pk}/flux/")
    assert response["Location"] == f"{opened.get_absolute_url()}flux/"


def test_an_entry_keeps_its_id_when_the_topic_is_renamed_and_moved(client) -> None:
    topic = TopicFactory()
    before = feed(client, "/communaute/flux/").find(f"{ATOM}entry/{ATOM}id").text
    topic.subject, topic.forum = "Autre titre", CategoryFactory()
    topic.save()
    assert feed(client, "/communaute/flux/").find(f"{ATOM}entry/{ATOM}id").text == before


def sections(client) -> list[str]:
    index = sitemap(client, "/sitemap-communaute.xml")
    return [loc.text.removeprefix("http://testserver") for loc in index.iter(f"{SITEMAP}loc")]


def test_the_sitemap_holds_what_everybody_may_read(client) -> None:
    topic = TopicFactory()
    TopicFactory(approved=False, forum=topic.forum)
    private, empty = TopicFactory(forum=CategoryFactory(private=True)), CategoryFactory()
    categories, topics, _documents = sections(client)
    found = entries(sitemap(client, categories))
    path = topic.forum.get_absolute_url()
    assert {each.removeprefix("http://testserver") for each in found} == {
        "/communaute/",
        "/en/communaute/",
        path,
        f"/en{path}",
    }
    links = found[f"http://testserver/en{path}"].iter(LINK)
    assert {one.get("hreflang") for one in links} == {"fr", "en", "x-default"}
    assert paths(sitemap(client, topics)) == {topic.get_absolute_url()}
    assert private.forum != empty


def test_the_sitemap_of_topics_is_bounded_and_dated(client, monkeypatch) -> None:
    monkeypatch.setattr(sitemaps.TopicSitemap, "limit", 2)
    made = [TopicFactory() for _ in range(3)]
    _categories, *topics, _documents = sections(client)
    assert len(topics) == 2
    found = {path for address in topics for path in paths(sitemap(client, address))}
    assert found == {topic.get_absolute_url() for topic in made}
    [dated, *_] = entries(sitemap(client, topics[0])).values()
    assert dated.find(f"{SITEMAP}lastmod").text == f"{localtime(made[0].created):%Y-%m-%d}"
    assert client.get(f"{topics[0]}?p=9").status_code == 404


def test_an_empty_forum_has_a_sitemap(client) -> None:
    categories, topics, _documents = sections(client)
    assert paths(sitemap(client, categories)) == {"/communaute/", "/en/communaute/"}
    assert paths(sitemap(client, topics)) == set()


def test_robots_are_told_of_the_sitemap_of_the_forum(client) -> None:
    home()
    text = client.get("/robots.txt").content.decode()
    assert "Sitemap: http://localhost/sitemap-communaute.xml" in text


@pytest.mark.parametrize("address", ["/communaute/flux/", "/sitemap-communaute-sujets.xml"])
def test_machines_ask_as_much_of_the_database_for_any_number_of_topics(
    client, address: str, django_assert_max_num_queries
) -> None:
    for _ in range(10):
        TopicFactory()
    client.get(address)
    with django_assert_max_num_queries(6):
        client.get(address)
