"""Factories of the terms by which content is classed; French unless `locale` says otherwise."""

import factory
from factory.django import DjangoModelFactory
from wagtail.models import Locale

from taxonomy.models import Audience, Challenge, Pillar, ResourceKind, Term, Theme


class TermFactory(DjangoModelFactory):
    class Meta:
        model = Term
        abstract = True
        django_get_or_create = ("slug", "locale")

    locale = factory.LazyFunction(Locale.get_default)
    position = factory.Sequence(lambda number: number)


class ThemeFactory(TermFactory):
    """A top theme; `ThemeFactory(parent=theme)` makes a sub-theme."""

    class Meta:
        model = Theme

    name = factory.Sequence("Éclairage public {}".format)
    slug = factory.Sequence("eclairage-public-{}".format)


class PillarFactory(TermFactory):
    class Meta:
        model = Pillar

    name = factory.Sequence("Favoriser l’implication des habitants {}".format)
    short_name = factory.Sequence("Impliquer les habitants {}".format)
    slug = factory.Sequence("implication-habitants-{}".format)
    icon = "p-habitants"


class ChallengeFactory(TermFactory):
    class Meta:
        model = Challenge

    name = factory.Sequence("Fracture numérique {}".format)
    slug = factory.Sequence("fracture-numerique-{}".format)


class AudienceFactory(TermFactory):
    class Meta:
        model = Audience

    name = factory.Sequence("Élus {}".format)
    slug = factory.Sequence("elus-{}".format)


class ResourceKindFactory(TermFactory):
    class Meta:
        model = ResourceKind

    name = factory.Sequence("Cahier des charges {}".format)
    slug = factory.Sequence("cahier-des-charges-{}".format)
