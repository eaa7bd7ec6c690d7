"""Moderators and administrators decide about shared documents."""

from django.db import migrations

from members.grants import grant
from members.roles import Role

KEEP = ("library.change_shareddocument", "library.view_shareddocument")


def grant_documents(apps, schema_editor):
    grant(apps, Role.MODERATOR, *KEEP)
    grant(apps, Role.ADMINISTRATOR, *KEEP)


class Migration(migrations.Migration):
    dependencies = [("library", "0001_initial"), ("members", "0004_addresses_of_accounts")]
    operations = [migrations.RunPython(grant_documents, migrations.RunPython.noop)]
