"""The editors' first synonyms, by which a search for an acronym finds its words and back."""

from django.db import transaction
from wagtail.models import Locale

from home.demonstration.reading import read
from search.models import Synonym


@transaction.atomic
def load_synonyms(locale: Locale) -> int:
    """Create the sets of content/synonyms.yaml; how many. Nothing where editors have some."""
    if Synonym.objects.filter(locale=locale).exists():
        return 0
    sets = [Synonym(locale=locale, terms=", ".join(item["terms"])) for item in read("synonyms")]
    return len(Synonym.objects.bulk_create(sets))
