"""What the tests of the self-diagnosis share: the questionnaire of the demonstration, published."""

from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from django.test import Client
from wagtail.models import Locale

from experiences.diagnostic.models import Edition, QuestionnaireText
from home.demonstration.questionnaire import load_questionnaire
from members.models import User
from taxonomy.first_fill import fill_taxonomy
from tests.once import loaded_once


@pytest.fixture(scope="module")
def published(django_db_setup: None, django_db_blocker) -> Iterator[None]:
    """In French, and translated."""
    with loaded_once(django_db_blocker):
        fill_taxonomy()
        french = Locale.objects.get(language_code=settings.LANGUAGE_CODE)
        load_questionnaire(french, {"en": Locale.objects.get(language_code="en")})
        yield


@pytest.fixture
def text(published: None, db: None) -> QuestionnaireText:
    return QuestionnaireText.objects.get(locale=Locale.get_default())


@pytest.fixture
def edition(text: QuestionnaireText) -> Edition:
    return Edition.objects.get()


@pytest.fixture
def as_user() -> Callable[[User], Client]:
    """A browser in which somebody is signed in."""

    def enter(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return enter
