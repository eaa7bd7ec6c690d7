"""Who may read and write in the forum, before anybody changes it.

machina grants people who are signed in nothing of what it grants those who are not: both are named.
"""

from django.db import migrations

from members.roles import Role

READ = ("can_see_forum", "can_read_forum", "can_download_file")
WRITE = (
    "can_start_new_topics",
    "can_reply_to_topics",
    "can_edit_own_posts",
    "can_delete_own_posts",
    "can_create_polls",
    "can_vote_in_polls",
    "can_attach_file",
)
MODERATE = (
    "can_post_without_approval",
    "can_post_announcements",
    "can_post_stickies",
    "can_lock_topics",
    "can_move_topics",
    "can_edit_posts",
    "can_delete_posts",
    "can_approve_posts",
    "can_reply_to_locked_topics",
)


def grant(apps, schema_editor):
    Permission = apps.get_model("forum_permission", "ForumPermission")
    ToUsers = apps.get_model("forum_permission", "UserForumPermission")
    ToGroups = apps.get_model("forum_permission", "GroupForumPermission")
    Group = apps.get_model("auth", "Group")
    # machina makes them only after every migration.
    known = {
        name: Permission.objects.get_or_create(codename=name)[0]
        for name in (*READ, *WRITE, *MODERATE)
    }
    for name in READ:
        ToUsers.objects.get_or_create(permission=known[name], anonymous_user=True, forum=None)
    for name in (*READ, *WRITE):
        ToUsers.objects.get_or_create(permission=known[name], authenticated_user=True, forum=None)
    for role in (Role.MODERATOR, Role.ADMINISTRATOR):
        group = Group.objects.get(name=role)
        for name in MODERATE:
            ToGroups.objects.get_or_create(permission=known[name], group=group, forum=None)


class Migration(migrations.Migration):
    dependencies = [
        ("forum_permission", "0005_userforumpermission_authenticated_user"),
        ("members", "0002_roles"),
    ]

    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
