"""Administrators keep the categories of the forum; nobody deletes one with its topics."""

from django.db import migrations

from members.grants import grant
from members.roles import Role


def grant_categories(apps, schema_editor):
    grant(apps, Role.ADMINISTRATOR, *(f"forum.{one}_forum" for one in ("add", "change", "view")))


class Migration(migrations.Migration):
    dependencies = [("community", "0001_permissions"), ("forum", "0012_theme_and_order")]
    operations = [migrations.RunPython(grant_categories, migrations.RunPython.noop)]
