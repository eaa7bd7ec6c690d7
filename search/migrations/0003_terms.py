"""The full-text index of each database: FTS5 on SQLite, a tsvector with a GIN index on PostgreSQL."""

from django.db import migrations

CREATE = {
    "sqlite": (
        # Terms come analysed: "ascii" takes them as they are (no accents are left to fold).
        "CREATE VIRTUAL TABLE search_terms USING fts5(title, summary, body, tokenize = 'ascii')",
        # However a document goes (cascade, bulk delete), its terms go with it.
        "CREATE TRIGGER search_terms_delete AFTER DELETE ON search_document "
        "BEGIN DELETE FROM search_terms WHERE rowid = old.id; END",
    ),
    "postgresql": (
        "ALTER TABLE search_documenttext ADD COLUMN terms tsvector",
        'ALTER TABLE search_titlekey ALTER COLUMN key TYPE varchar(80) COLLATE "C"',
        "CREATE INDEX search_terms ON search_documenttext USING gin (terms)",
    ),
}
DROP = {
    "sqlite": ("DROP TRIGGER search_terms_delete", "DROP TABLE search_terms"),
    "postgresql": (
        "ALTER TABLE search_documenttext DROP COLUMN terms",
        "ALTER TABLE search_titlekey ALTER COLUMN key TYPE varchar(80)",
    ),
}


def create(apps, schema_editor):
    for statement in CREATE[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def drop(apps, schema_editor):
    for statement in DROP[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("search", "0002_index")]
    operations = [migrations.RunPython(create, drop)]
