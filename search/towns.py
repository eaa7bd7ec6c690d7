"""Which territories have published a sheet about a theme: who may be asked about it."""

from django.conf import settings
from django.db.models import TextField, Value
from django.db.models.functions import Concat
from django.utils import timezone

from search.kinds import Kind
from search.models import Document, Place
from taxonomy.models import Theme


def territories_with_sheet(theme: Theme) -> set[int]:
    """Keys of the territories of published sheets about `theme`, or a theme below it.

    One query: documents are what anyone may read, and their facets name the themes above.
    """
    sheets = Document.objects.visible(timezone.now()).filter(
        kind=Kind.EXPERIENCE, locale=settings.LANGUAGE_CODE
    )
    spaced = sheets.alias(spaced=Concat(Value(" "), "facets", Value(" "), output_field=TextField()))
    about = spaced.filter(spaced__contains=f" theme={theme.slug} ")
    places = Place.objects.filter(document__in=about.values("pk"))
    return set(places.values_list("territory", flat=True))
