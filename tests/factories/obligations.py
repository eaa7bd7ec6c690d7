"""Obligations, and what organisations note about them."""

from datetime import date
from uuid import uuid4

import factory
from django.core.files.base import ContentFile
from factory.django import DjangoModelFactory
from wagtail.models import Locale

from experiences.obligations.models import Obligation, Proof, Record
from tests.factories.organisations import OrganisationFactory

PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


def block(name: str, value: object) -> dict[str, object]:
    """A block of criteria, as it is kept."""
    return {"type": name, "value": value, "id": str(uuid4())}


def least(population: int, *, included: bool = True) -> dict[str, object]:
    """That there are so many inhabitants at least."""
    return block("population", {"low": str(population), "low_included": included})


def english(original: Obligation, **words) -> Obligation:
    """Its published translation."""
    locale, _ = Locale.objects.get_or_create(language_code="en")
    return ObligationFactory(
        locale=locale, slug=original.slug, translation_key=original.translation_key, **words
    )


class ObligationFactory(DjangoModelFactory):
    """A published obligation of every territory; traits `draft`, `open_data`."""

    class Meta:
        model = Obligation

    class Params:
        draft = factory.Trait(live=False)
        open_data = factory.Trait(
            name="Ouverture des données publiques",
            slug="open-data",
            criteria=factory.LazyFunction(
                lambda: [least(3500), block("staff", {"low": "50", "low_included": True})]
            ),
        )

    locale = factory.LazyFunction(Locale.get_default)
    name = factory.Sequence("Adresses de la commune {}".format)
    slug = factory.Sequence("adresses-{}".format)
    summary = "Nommer les voies."
    law = "Code général des collectivités territoriales, art. L. 2121-30"
    live = True


class RecordFactory(DjangoModelFactory):
    """Seyssins plans to be done by the end of 2026."""

    class Meta:
        model = Record

    organisation = factory.SubFactory(OrganisationFactory)
    obligation = factory.SubFactory(ObligationFactory)
    status = Record.Status.PLANNED
    on = date(2026, 12, 31)


class ProofFactory(DjangoModelFactory):
    class Meta:
        model = Proof

    record = factory.SubFactory(RecordFactory)
    file = factory.LazyFunction(lambda: ContentFile(PDF, name="deliberation.pdf"))
