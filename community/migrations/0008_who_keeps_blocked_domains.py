"""Moderators and administrators keep the list of blocked domains."""

from django.db import migrations

from members.grants import grant
from members.roles import Role

KEEP = [f"community.{one}_blockeddomain" for one in ("add", "change", "delete", "view")]


def grant_blocked_domains(apps, schema_editor):
    for role in (Role.MODERATOR, Role.ADMINISTRATOR):
        grant(apps, role, *KEEP)


class Migration(migrations.Migration):
    dependencies = [("community", "0007_blockeddomain"), ("members", "0004_addresses_of_accounts")]
    operations = [migrations.RunPython(grant_blocked_domains, migrations.RunPython.noop)]
