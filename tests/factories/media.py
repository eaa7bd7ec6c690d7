"""Factories of images and documents; the files are real."""

import io

import factory
from django.core.files.base import ContentFile
from PIL import Image
from wagtail.models import Collection

from media.covers import cover_for
from media.models import Picture, PublicDocument


def image_file(
    name: str = "rue.jpg", size: tuple[int, int] = (640, 360), colour: str = "teal"
) -> ContentFile:
    """A plain image in the format that its name says."""
    kind = {"jpg": "JPEG"}.get(name.rsplit(".", 1)[1], name.rsplit(".", 1)[1].upper())
    target = io.BytesIO()
    Image.new("RGB", size, colour).save(target, kind)
    return ContentFile(target.getvalue(), name=name)


def root_collection() -> Collection:
    return Collection.get_first_root_node() or Collection.add_root(name="Root")


class PictureFactory(factory.django.DjangoModelFactory):
    title = factory.Sequence(lambda n: f"La rue de l’Église, vue {n}")
    description = "Une rue bordée de tilleuls"
    credit = "Mairie d’Œuilly, CC BY 4.0"
    collection = factory.LazyFunction(root_collection)
    file = factory.LazyFunction(image_file)

    class Meta:
        model = Picture

    class Params:
        drawn = factory.Trait(
            file=factory.LazyFunction(
                lambda: ContentFile(cover_for(slug="oeuilly", theme="eau"), name="oeuilly.webp")
            )
        )


class PublicDocumentFactory(factory.django.DjangoModelFactory):
    title = factory.Sequence(lambda n: f"Bilan de l’éclairage, année {n}")
    collection = factory.LazyFunction(root_collection)
    file = factory.LazyFunction(
        lambda: ContentFile("Bilan de l’éclairage à Œuilly.\n".encode(), name="bilan.txt")
    )

    class Meta:
        model = PublicDocument
