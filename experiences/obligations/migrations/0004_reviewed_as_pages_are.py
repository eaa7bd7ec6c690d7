"""An obligation goes the way of pages: draft, review, publication; moderators lock it."""

from django.db import migrations

from members.grants import grant
from members.roles import Role


def follow_the_workflow_of_pages(apps, schema_editor):
    """None where the site has taken its workflow away from its pages."""
    of_pages = apps.get_model("wagtailcore", "WorkflowPage").objects.filter(page__depth=1).first()
    if of_pages is None:
        return
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="obligations", model="obligation"
    )
    apps.get_model("wagtailcore", "WorkflowContentType").objects.get_or_create(
        content_type=content_type, defaults={"workflow_id": of_pages.workflow_id}
    )


def grant_locks(apps, schema_editor):
    for role in (Role.MODERATOR, Role.ADMINISTRATOR):
        grant(apps, role, "obligations.lock_obligation", "obligations.unlock_obligation")


class Migration(migrations.Migration):
    dependencies = [
        ("obligations", "0003_locked"),
        ("members", "0002_roles"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailcore", "0098_apitoken"),
    ]
    operations = [
        migrations.RunPython(follow_the_workflow_of_pages, migrations.RunPython.noop),
        migrations.RunPython(grant_locks, migrations.RunPython.noop),
    ]
