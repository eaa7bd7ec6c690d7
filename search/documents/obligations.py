"""An obligation in one of its languages: what it asks, of whom, by which text.

Nothing is sought of what organisations note about it.
"""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.utils.translation import override

from experiences.obligations.models import Obligation
from experiences.obligations.wording import in_words
from search.documents.pages import data, names_of, with_parents
from search.documents.record import Record
from search.kinds import Kind
from taxonomy.labels import labels
from taxonomy.models import Pillar, Theme
from ui.plain import plain


class ObligationRecords:
    """How obligations become records: a batch at a time, in a handful of queries."""

    model = Obligation
    kind = Kind.OBLIGATION

    def records(self, obligations: Iterable[Obligation]) -> list[Record]:
        """The records of `obligations` (a QuerySet), which everybody may read."""
        rows = list(
            obligations.select_related("locale")  # type: ignore[attr-defined]
        )
        originals = Obligation.objects.originals().filter(
            translation_key__in=[row.translation_key for row in rows]
        )
        rules = {
            one.translation_key: one for one in originals.prefetch_related("themes", "pillars")
        }
        return [
            self.record(row, rules[row.translation_key])
            for row in rows
            if row.translation_key in rules
        ]

    def record(self, row: Obligation, original: Obligation) -> Record:
        """The record of the words of `row`, whose rule and terms are those of `original`."""
        language = row.locale.language_code
        slugs = [one.slug for one in original.themes.all()]
        themes = with_parents(slugs, labels(Theme, locale=settings.LANGUAGE_CODE))
        pillars = [one.slug for one in original.pillars.all()]
        with override(language):
            record = Record(
                page_id=None,
                obligation_id=row.pk,
                locale=language,
                kind=self.kind.value,
                url=row.get_absolute_url(),
                title=row.name,
                summary=row.summary,
                body="\n".join(
                    filter(None, [plain(row.to_do), row.proof, row.caveat, in_words(original.rule)])
                ),
                keywords=[
                    original.get_kind_display(),
                    row.law,
                    *names_of(themes, Theme, language),
                    *names_of(pillars, Pillar, language),
                ],
                facets={"type": [self.kind.value], "theme": themes, "pilier": pillars},
                date=original.law_date,
                completeness=1.0 if row.to_do else 0.5,
                expire_at=_earlier(row.expire_at, original.expire_at),
            )
        record.data["document_kind"] = original.kind
        record.data = data(record)
        return record


def _earlier(one: datetime | None, other: datetime | None) -> datetime | None:
    return min(filter(None, (one, other)), default=None)
