"""Discussions lead to sheets, and sheets to the discussions about them."""

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from community import writing
from community.models import Citation
from community.permissions import access
from tests.factories.community import (
    CategoryFactory,
    PostFactory,
    TopicFactory,
    known_member,
)
from tests.factories.experiences import SheetFactory
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def sheet():
    return SheetFactory(title="Angers [2020] : partir des usages")


def ask(text: str, by=None):
    category, by = CategoryFactory(), by or known_member()
    return writing.start_topic(
        access=access(by),
        category=category,
        kind="question",
        subject="Combien de temps cela a-t-il pris ?",
        text=text,
    )


def beside(client: Client, page) -> str:
    response = client.get(page.url)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize(
    "written",
    [
        "[la fiche]({path})",
        "http://testserver{path}",
        "[a](http://testserver{path}?from=mail#cout)",
        "> [dans une citation]({path})",
    ],
)
def test_a_link_to_a_sheet_is_known_however_it_is_written(sheet, settings, written: str) -> None:
    settings.WAGTAILADMIN_BASE_URL = "http://testserver"
    topic = ask(f"Voir {written.format(path=sheet.url)}")
    assert [one.page_id for one in Citation.objects.filter(post=topic.first_post)] == [sheet.pk]


@pytest.mark.parametrize(
    "written", ["https://elsewhere.example{path}", "`{path}`", "/nulle-part/", "[a](//)", "["]
)
def test_what_is_no_link_to_a_page_of_ours_is_none(sheet, written: str) -> None:
    ask(written.format(path=sheet.url))
    assert not Citation.objects.exists()


def test_a_sheet_shows_the_discussions_about_it(sheet, client: Client) -> None:
    topic = ask(f"[la fiche]({sheet.url})")
    page = beside(client, sheet)
    assert "1 discussion sur cette fiche" in page
    assert topic.get_absolute_url() in page


def test_a_topic_counts_once_however_often_it_leads_to_the_sheet(sheet, client: Client) -> None:
    topic = ask(f"[la fiche]({sheet.url})")
    other = known_member()
    writing.reply(access=access(other), topic=topic, text=f"Oui, {sheet.full_url}")
    assert "1 discussion sur cette fiche" in beside(client, sheet)


def test_held_and_private_discussions_are_not_shown(sheet, client: Client) -> None:
    ask(f"[la fiche]({sheet.url})", by=UserFactory())
    topic = ask(f"[la fiche]({sheet.url})")
    held = PostFactory(topic=TopicFactory(), approved=False)
    Citation.objects.create(post=held, page=sheet)
    for codename in ("can_see_forum", "can_read_forum"):
        from django.contrib.auth.models import AnonymousUser
        from machina.apps.forum_permission.shortcuts import assign_perm

        assign_perm(codename, AnonymousUser(), topic.forum, has_perm=False)
    assert "discussion sur cette fiche" not in beside(client, sheet)


def test_an_edit_changes_what_is_led_to(sheet) -> None:
    member = known_member()
    topic = ask(f"[la fiche]({sheet.url})", by=member)
    writing.edit(access=access(member), post=topic.first_post, text="Sans lien.")
    assert not Citation.objects.exists()


def test_a_question_about_a_sheet_begins_with_a_link_to_it(
    sheet, client: Client, as_user, read
) -> None:
    CategoryFactory()
    assert f"/communaute/ecrire/?fiche={sheet.pk}" in beside(client, sheet)
    page = read(f"/communaute/ecrire/?fiche={sheet.pk}", as_user(UserFactory()))
    text = page.find("textarea").text
    assert f"[Angers \\[2020\\] : partir des usages]({sheet.url})" in text


def test_the_form_names_no_page_that_is_not_public(sheet, as_user, read) -> None:
    CategoryFactory()
    PageViewRestriction.objects.create(page=sheet, restriction_type="login")
    member = as_user(UserFactory())
    draft = SheetFactory(live=False)
    for pk in (sheet.pk, draft.pk, 0):
        page = read(f"/communaute/ecrire/?fiche={pk}", member)
        assert page.find("textarea").text.strip() == ""
