"""`manage.py search_status`: what answers searches, what is due, and what is wrong, if anything."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.timesince import timesince
from django.utils.translation import gettext as _

from search.models import Document


class Command(BaseCommand):
    help = "Says what answers searches and what is wrong with it; exit code 1 when something is."

    def handle(self, *args: Any, **options: Any) -> None:
        documents = Document.objects.count()
        self.say(_("Embedded index"), _("documents: %(count)d") % {"count": documents})
        if not settings.ELASTICSEARCH_URL:
            self.say(_("Search server"), _("none: ELASTICSEARCH_URL is empty"))
            return
        from search.engines.elasticsearch.client import client
        from search.engines.elasticsearch.state import state

        found = state(client())
        if found.version:
            self.say(_("Search server"), f"Elasticsearch {found.version}")
        if found.health:
            self.say(_("Cluster"), f"{found.cluster}, {found.health}")
        for index in found.indices:
            self.say(
                _("Index %(locale)s") % {"locale": index.locale},
                _("%(names)s: %(held)d of %(wanted)d documents")
                % {
                    "names": ", ".join(index.names) or "—",
                    "held": index.held,
                    "wanted": index.wanted,
                },
            )
        age = f" ({timesince(found.oldest, timezone.now())})" if found.oldest else ""
        self.say(_("Due changes"), f"{found.due}{age}")
        self.say(_("Refused documents"), str(found.refused))
        if found.troubles:
            raise CommandError("\n".join(found.troubles))

    def say(self, name: str, text: str) -> None:
        self.stdout.write(f"{name:24}{text}")
