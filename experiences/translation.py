"""What a translator is offered as text, and what simply follows the source."""

from django.db.models import Model
from modelcluster.fields import ParentalManyToManyField
from wagtail_localize import models as localize
from wagtail_localize.fields import (
    SynchronizedField,
    copy_synchronised_fields,
    get_translatable_fields,
)


def synchronized(*names: str) -> list[SynchronizedField]:
    """Codes, figures, dates, terms and contacts: the same in each language, never offered."""
    return [SynchronizedField(name, overridable=False) for name in names]


def copy_what_follows(source: Model, target: Model) -> None:
    """As wagtail-localize's `copy_synchronised_fields`, and what was emptied is emptied too.

    Its own (1.14) copies a relation to many only when the source still has something in it.
    """
    copy_synchronised_fields(source, target)
    for followed in get_translatable_fields(type(source)):
        field = followed.get_field(type(target))
        if isinstance(field, ParentalManyToManyField) and followed.is_synchronized(source):
            getattr(target, field.name).set(getattr(source, field.name).all())


def connect() -> None:
    """Have translations made and updated with `copy_what_follows`; called once, at the start."""
    localize.copy_synchronised_fields = copy_what_follows
