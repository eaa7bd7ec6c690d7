"""Obligations become documents beside pages, topics and shared documents.

The next rebuild of the index brings in those that are there already.
"""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q


def drop_trigger(apps, schema_editor):
    """As in 0005_changes: SQLite makes the table anew, and its trigger would go unnoticed."""
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TRIGGER search_terms_delete")


def create_trigger(apps, schema_editor):
    """As in 0003_terms."""
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(
            "CREATE TRIGGER search_terms_delete AFTER DELETE ON search_document "
            "BEGIN DELETE FROM search_terms WHERE rowid = old.id; END"
        )


KINDS = [
    ("experience", "Experience sheet"),
    ("dossier", "Dossier"),
    ("ressource", "Resource"),
    ("actualite", "News"),
    ("theme", "Theme or pillar"),
    ("page", "Page"),
    ("discussion", "Discussion"),
    ("document", "Shared document"),
    ("obligation", "Obligation"),
]


class Migration(migrations.Migration):
    dependencies = [
        ("search", "0010_shared_documents"),
        ("obligations", "0001_initial"),
    ]

    operations = [
        migrations.RunPython(drop_trigger, create_trigger),
        migrations.RemoveConstraint("document", "document_key"),
        migrations.AddField(
            "document",
            "obligation",
            models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="obligations.obligation",
            ),
        ),
        migrations.AlterField("document", "kind", models.CharField(choices=KINDS, max_length=20)),
        migrations.AddConstraint(
            "document",
            models.CheckConstraint(
                condition=Q(
                    ("key", F("page")), ("obligation", None), ("shared", None), ("topic", None)
                )
                | Q(("key", -F("topic")), ("obligation", None), ("page", None), ("shared", None))
                | Q(
                    ("key", F("shared") + 1_000_000_000_000),
                    ("obligation", None),
                    ("page", None),
                    ("topic", None),
                )
                | Q(
                    ("key", F("obligation") + 2_000_000_000_000),
                    ("page", None),
                    ("shared", None),
                    ("topic", None),
                ),
                name="document_key",
            ),
        ),
        migrations.RunPython(create_trigger, drop_trigger),
        migrations.AlterField(
            "cataloguepage",
            "kind",
            models.CharField(
                choices=KINDS,
                help_text="The catalogue shows everything published of this kind.",
                max_length=20,
                verbose_name="kind of content",
            ),
        ),
    ]
