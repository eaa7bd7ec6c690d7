"""Text search configurations of PostgreSQL that leave accents out, for `search.administration`."""

from django.contrib.postgres.operations import UnaccentExtension
from django.db import migrations

# Name → the configuration it derives from, its dictionary after unaccent.
CONFIGURATIONS = {
    "french_unaccented": ("french", "french_stem"),
    "simple_unaccented": ("simple", "simple"),
}


def create(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    for name, (source, dictionary) in CONFIGURATIONS.items():
        schema_editor.execute(f"CREATE TEXT SEARCH CONFIGURATION {name} (COPY = {source})")
        schema_editor.execute(
            f"ALTER TEXT SEARCH CONFIGURATION {name} "
            f"ALTER MAPPING FOR hword, hword_part, word WITH unaccent, {dictionary}"
        )


def drop(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    for name in CONFIGURATIONS:
        schema_editor.execute(f"DROP TEXT SEARCH CONFIGURATION {name}")


class Migration(migrations.Migration):
    dependencies = [("search", "0006_who_keeps_synonyms")]
    operations = [UnaccentExtension(), migrations.RunPython(create, drop)]
