"""Topics of the forum become documents beside pages.

What a document is called on the search server is a number of its own from here on: the key of the
page, or minus that of the topic. The next rebuild of the index brings the topics in.
"""

import django.db.models.deletion
from django.conf import settings
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


def name_documents(apps, schema_editor):
    apps.get_model("search", "Document").objects.update(key=F("page"))


KINDS = [
    ("experience", "Experience sheet"),
    ("dossier", "Dossier"),
    ("ressource", "Resource"),
    ("actualite", "News"),
    ("theme", "Theme or pillar"),
    ("page", "Page"),
    ("discussion", "Discussion"),
]


class Migration(migrations.Migration):
    dependencies = [
        ("search", "0008_attached"),
        ("forum_conversation", "0014_kinds_and_accepted_answer"),
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]

    operations = [
        migrations.RunPython(drop_trigger, create_trigger),
        migrations.AddField("document", "key", models.BigIntegerField(null=True)),
        migrations.RunPython(name_documents, migrations.RunPython.noop),
        migrations.AlterField("document", "key", models.BigIntegerField(unique=True)),
        migrations.AlterField(
            "document",
            "page",
            models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to=settings.WAGTAIL_PAGE_MODEL,
            ),
        ),
        migrations.AddField(
            "document",
            "topic",
            models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="forum_conversation.topic",
            ),
        ),
        migrations.AlterField("document", "kind", models.CharField(choices=KINDS, max_length=20)),
        migrations.AddConstraint(
            "document",
            models.CheckConstraint(
                condition=Q(("key", F("page")), ("topic", None))
                | Q(("key", -F("topic")), ("page", None)),
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
        migrations.RemoveIndex("change", "change_page"),
        migrations.RenameField("change", "page_id", "key"),
        migrations.AddIndex("change", models.Index(F("key"), F("locale"), name="change_key")),
        migrations.RemoveConstraint("refusal", "refusal_unique"),
        migrations.RenameField("refusal", "page_id", "key"),
        migrations.AlterField("refusal", "key", models.BigIntegerField(verbose_name="document")),
        migrations.AddConstraint(
            "refusal",
            models.UniqueConstraint(fields=("key", "locale"), name="refusal_unique"),
        ),
    ]
