"""Editors keep the synonyms, and so do the roles above them."""

from django.db import migrations

from members.grants import grant
from members.roles import Role

ACTIONS = ("add", "change", "delete", "view")


def grant_synonyms(apps, schema_editor):
    for role in Role:
        grant(apps, role, *(f"search.{action}_synonym" for action in ACTIONS))


class Migration(migrations.Migration):
    dependencies = [("search", "0005_changes"), ("members", "0002_roles")]
    operations = [migrations.RunPython(grant_synonyms, migrations.RunPython.noop)]
