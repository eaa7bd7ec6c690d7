"""What each role may do, seen from the outside: 3 roles and a member without one."""

import pytest
from django.urls import reverse
from wagtail.models import GroupApprovalTask, Page, Workflow

from members.roles import Role
from tests.factories.experiences import SheetFactory, catalogue
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("trait", "may"),
    [
        ("editor", {"add", "edit"}),
        ("moderator", {"add", "edit", "publish", "lock"}),
        ("administrator", {"add", "edit", "publish", "lock", "accounts", "site"}),
        (None, set()),
    ],
)
def test_role_may(trait, may) -> None:
    user = UserFactory(**({trait: True} if trait else {}))
    page = SheetFactory().permissions_for_user(user)
    parent = catalogue("experience").permissions_for_user(user)
    assert {
        "add": parent.can_add_subpage(),
        "edit": page.can_edit(),
        "publish": page.can_publish(),
        "lock": page.can_lock(),
        "accounts": user.has_perm("members.change_user"),
        "site": user.has_perm("wagtailcore.change_site"),
    } == {name: name in may for name in ("add", "edit", "publish", "lock", "accounts", "site")}


VIEWS = {
    "images": "wagtailimages:index",
    "documents": "wagtaildocs:index",
    "themes": "wagtailsnippets_taxonomy_theme:list",
    "redirects": "wagtailredirects:index",
    "collections": "wagtailadmin_collections:index",
    "accounts": "wagtailusers_users:index",
    "sites": "wagtailsites:index",
    "workflows": "wagtailadmin_workflows:index",
}


@pytest.mark.parametrize("name", VIEWS)
@pytest.mark.parametrize(
    ("trait", "opens"),
    [
        ("editor", {"images", "documents", "themes"}),
        ("moderator", {"images", "documents", "themes", "redirects", "collections"}),
        ("administrator", set(VIEWS)),
    ],
)
def test_role_opens(client, trait, opens, name) -> None:
    client.force_login(UserFactory(**{trait: True}))
    status = client.get(reverse(VIEWS[name])).status_code
    assert (status == 200) is (name in opens)


def test_every_page_follows_the_workflow() -> None:
    workflow = SheetFactory().get_workflow()
    assert workflow == Workflow.objects.get()
    assert workflow == Page.get_first_root_node().workflowpage.workflow
    task = GroupApprovalTask.objects.get()
    assert list(workflow.tasks.all()) == [task.task_ptr]
    assert {group.name for group in task.groups.all()} == {Role.MODERATOR, Role.ADMINISTRATOR}
