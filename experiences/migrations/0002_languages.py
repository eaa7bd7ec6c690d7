"""French is the source; the English tree follows it (wagtail-localize's tree sync)."""

from django.conf import settings
from django.db import migrations


def follow_french(apps, schema_editor):
    Locale = apps.get_model("wagtailcore", "Locale")
    source, _ = Locale.objects.get_or_create(language_code=settings.LANGUAGE_CODE)
    Synchronization = apps.get_model("wagtail_localize", "LocaleSynchronization")
    for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES:
        if code != source.language_code:
            locale, _ = Locale.objects.get_or_create(language_code=code)
            Synchronization.objects.get_or_create(locale=locale, defaults={"sync_from": source})


class Migration(migrations.Migration):
    dependencies = [
        ("experiences", "0001_initial"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtail_localize", "0016_rename_page_revision_translationlog_revision"),
    ]

    operations = [migrations.RunPython(follow_french, migrations.RunPython.noop)]
