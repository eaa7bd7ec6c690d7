"""Editors write obligations; moderators and administrators publish them."""

from django.db import migrations

from members.grants import grant
from members.roles import Role

WRITE = ("add", "change", "view")
PUBLISH = (*WRITE, "publish", "delete")


def grant_obligations(apps, schema_editor):
    for role, actions in (
        (Role.EDITOR, WRITE),
        (Role.MODERATOR, PUBLISH),
        (Role.ADMINISTRATOR, PUBLISH),
    ):
        grant(apps, role, *(f"obligations.{action}_obligation" for action in actions))


class Migration(migrations.Migration):
    dependencies = [("obligations", "0001_initial"), ("members", "0002_roles")]
    operations = [migrations.RunPython(grant_obligations, migrations.RunPython.noop)]
