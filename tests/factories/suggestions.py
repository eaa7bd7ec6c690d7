"""What members suggest about sheets."""

import factory
from factory.django import DjangoModelFactory

from experiences.suggestions.about import About
from experiences.suggestions.models import Suggestion
from tests.factories.experiences import SheetFactory
from tests.factories.members import UserFactory


class SuggestionFactory(DjangoModelFactory):
    """An open one about the difficulties of a sheet."""

    class Meta:
        model = Suggestion

    page = factory.SubFactory(SheetFactory)
    about = About.DIFFICULTIES
    text = "Les horloges se dérèglent après chaque coupure."
    member = factory.SubFactory(UserFactory)
