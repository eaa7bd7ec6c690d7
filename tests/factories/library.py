"""Shared documents, as towns share them; the files are real."""

import factory
from django.core.files.base import ContentFile
from django.utils import timezone
from factory.django import DjangoModelFactory

from community.library.models import Reuse, SharedDocument, Version
from community.library.states import Kind, Licence, State
from tests.factories.members import UserFactory
from tests.factories.organisations import MembershipFactory
from tests.factories.taxonomy import ThemeFactory
from tests.media.papers import odt_saying


def odt(*paragraphs: str, name: str = "cahier.odt") -> ContentFile:
    """A text document that says these paragraphs."""
    return ContentFile(odt_saying(*paragraphs), name=name)


class VersionFactory(DjangoModelFactory):
    """A file that was shown; `waiting=True`: one that was not yet. It was read: `says` so."""

    class Meta:
        model = Version

    class Params:
        waiting = factory.Trait(shown_at=None)
        says = "Article 1. Les candelabres sont abaisses de nuit."

    file = factory.LazyAttribute(lambda row: odt(row.says))
    text = factory.SelfAttribute("says")
    is_read = True
    shown_at = factory.LazyFunction(timezone.now)


class SharedDocumentFactory(DjangoModelFactory):
    """A published specification of a commune, with a file; traits `held`, `refused`, `draft`,
    `withdrawn`, `link`. `says`: its text."""

    class Meta:
        model = SharedDocument
        skip_postgeneration_save = True

    class Params:
        held = factory.Trait(state=State.HELD, held_for=["first"], published_at=None)
        refused = factory.Trait(state=State.REFUSED, reason="Sans objet", published_at=None)
        draft = factory.Trait(state=State.DRAFT, published_at=None)
        withdrawn = factory.Trait(state=State.WITHDRAWN, reason="Remplacé par un autre")
        link = factory.Trait(url="https://data.example/cahier.pdf")

    title = factory.Sequence("Entretien de l’éclairage public, lot {}".format)
    summary = "Pour douze communes d’un groupement : relevé, abaissement, suivi."
    kind = Kind.SPECIFICATION
    licence = Licence.ETALAB
    year = 2024
    author = factory.SubFactory(UserFactory)
    state = State.PUBLISHED
    published_at = factory.LazyFunction(timezone.now)

    @factory.post_generation
    def themes(self, create, themes, **kwargs) -> None:
        self.themes.set(themes if themes is not None else [ThemeFactory()])

    @factory.post_generation
    def says(self, create, text, **kwargs) -> None:
        if not self.url and self.state != State.WITHDRAWN:
            more = {"says": text} if text else {}
            VersionFactory(document=self, waiting=self.published_at is None, **more)


class ReuseFactory(DjangoModelFactory):
    class Meta:
        model = Reuse

    document = factory.SubFactory(SharedDocumentFactory)
    member = factory.SubFactory(UserFactory)
    purpose = "Notre appel d’offres de 2025"


def known_sharer(**fields):
    """A member of a town who belongs to it surely, and of whom a document is published."""
    member = MembershipFactory(**fields).member
    SharedDocumentFactory(author=member, link=True)
    return member
