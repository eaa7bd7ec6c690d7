"""Moderators and administrators keep organisations and decide who belongs to them."""

from django.db import migrations

from members.grants import grant
from members.roles import Role

KEEP = (
    *(f"organisations.{one}_organisation" for one in ("add", "change", "view")),
    *(f"organisations.{one}_membership" for one in ("change", "view")),
)


def grant_organisations(apps, schema_editor):
    grant(apps, Role.MODERATOR, *KEEP)
    grant(apps, Role.ADMINISTRATOR, *KEEP, "organisations.delete_organisation")


class Migration(migrations.Migration):
    dependencies = [("organisations", "0001_initial"), ("members", "0004_addresses_of_accounts")]
    operations = [migrations.RunPython(grant_organisations, migrations.RunPython.noop)]
