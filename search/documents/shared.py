"""A document that towns share: what it says of itself, and the text of its present file.

No name of a member is sought, nor what is written of reuses.
"""

from collections.abc import Iterable

from django.conf import settings
from django.utils import timezone
from django.utils.translation import override

from community.library.models import SharedDocument, Version
from search.documents.attachments import MAX_CHARACTERS
from search.documents.pages import data, names_of, with_parents
from search.documents.record import Record
from search.documents.territories import add_territories
from search.kinds import Kind
from taxonomy.labels import labels
from taxonomy.models import Pillar, Theme

# How much is told (`Document.completeness`): by a link to elsewhere, by a file that was read.
LINKED, READ = 0.5, 1.0


class SharedRecords:
    """How shared documents become records: a batch at a time, in a handful of queries."""

    model = SharedDocument
    kind = Kind.DOCUMENT

    def records(self, documents: Iterable[SharedDocument]) -> list[Record]:
        """The records of `documents` (a QuerySet), which everybody may read."""
        rows = list(
            documents.select_related(  # type: ignore[attr-defined]
                "organisation",
                "territory__departement",
                "territory__region",
                "territory__epci",
                "territory__successor__departement",
                "territory__successor__region",
                "territory__successor__epci",
            ).prefetch_related("themes", "pillars")
        )
        texts: dict[int, str] = {}
        # The newest last, which is the present one.
        shown = Version.objects.shown().filter(document__in=rows).order_by("made_at", "pk")
        for document, text in shown.values_list("document_id", "text"):
            texts[document] = text
        # Documents and their addresses are French, whoever writes meanwhile.
        with override(settings.LANGUAGE_CODE):
            return [self.record(row, texts.get(row.pk, "")) for row in rows]

    def record(self, document: SharedDocument, text: str) -> Record:
        """The record of a document whose present file says `text`."""
        language = settings.LANGUAGE_CODE
        slugs = [one.slug for one in document.themes.all()]
        themes = with_parents(slugs, labels(Theme, locale=language))
        pillars = [one.slug for one in document.pillars.all()]
        published = document.published_at
        record = Record(
            page_id=None,
            shared_id=document.pk,
            locale=language,
            kind=self.kind.value,
            url=document.get_absolute_url(),
            title=document.title,
            summary=document.summary,
            keywords=[
                document.get_kind_display(),
                *names_of(themes, Theme, language),
                *names_of(pillars, Pillar, language),
                *([document.organisation.name] if document.organisation else []),
            ],
            mentions=[document.source_text] if document.source_text else [],
            attached=[(document.title, text[:MAX_CHARACTERS])] if text else [],
            facets={
                "type": [self.kind.value],
                "theme": themes,
                "pilier": pillars,
                "annee": [str(document.year)] if document.year else [],
            },
            date=timezone.localdate(published) if published else None,
            completeness=READ if text else LINKED,
        )
        if document.territory:
            add_territories(record, [(document.territory, False)])
        record.data["document_kind"] = document.kind
        record.data = data(record)
        return record
