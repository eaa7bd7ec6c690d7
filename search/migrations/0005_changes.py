"""What is due for the search server, and the version of each document.

Documents that are there already keep version 0 and no keywords: the next rebuild of the index
makes them anew.
"""

from django.db import migrations, models

from members.grants import grant
from members.roles import Role


def drop_trigger(apps, schema_editor):
    """SQLite makes the table anew, and its trigger would go with the old one unnoticed."""
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TRIGGER search_terms_delete")


def create_trigger(apps, schema_editor):
    """As in 0003_terms."""
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(
            "CREATE TRIGGER search_terms_delete AFTER DELETE ON search_document "
            "BEGIN DELETE FROM search_terms WHERE rowid = old.id; END"
        )


def grant_refusals(apps, schema_editor):
    for role in Role:
        grant(apps, role, "search.view_refusal", "search.change_refusal")


class Migration(migrations.Migration):
    dependencies = [("search", "0004_catalogue_help"), ("members", "0002_roles")]

    operations = [
        migrations.RunPython(drop_trigger, create_trigger),
        migrations.AddField(
            model_name="document",
            name="digest",
            field=models.CharField(default="", max_length=32),
        ),
        migrations.AddField(
            model_name="document",
            name="version",
            field=models.BigIntegerField(default=0),
        ),
        migrations.RunPython(create_trigger, drop_trigger),
        migrations.AddField(
            model_name="documenttext",
            name="keywords",
            field=models.TextField(default=""),
        ),
        migrations.AddField(
            model_name="documenttext",
            name="mentions",
            field=models.TextField(default=""),
        ),
        migrations.CreateModel(
            name="Change",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("page_id", models.BigIntegerField()),
                ("locale", models.CharField(max_length=12)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "indexes": [
                    models.Index(models.F("page_id"), models.F("locale"), name="change_page")
                ],
            },
        ),
        migrations.CreateModel(
            name="Refusal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("page_id", models.BigIntegerField(verbose_name="page")),
                ("locale", models.CharField(max_length=12, verbose_name="language")),
                ("version", models.BigIntegerField()),
                ("error", models.TextField(verbose_name="error")),
                ("refused_at", models.DateTimeField(auto_now_add=True, verbose_name="since")),
            ],
            options={
                "verbose_name": "refused document",
                "verbose_name_plural": "refused documents",
                "ordering": ("-refused_at", "-pk"),
                "constraints": [
                    models.UniqueConstraint(fields=("page_id", "locale"), name="refusal_unique")
                ],
            },
        ),
        migrations.RunPython(grant_refusals, migrations.RunPython.noop),
    ]
