"""What the tests of suggestions need: browsers of people, and what they send."""

from collections.abc import Callable

import pytest
from django.test import Client

from members.models import User
from tests.experiences.public.conftest import english, mirrored, translated  # noqa: F401
from tests.factories.members import UserFactory


@pytest.fixture
def as_user() -> Callable[[User], Client]:
    """A browser in which somebody is signed in."""

    def enter(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return enter


@pytest.fixture
def editor(db) -> User:
    return UserFactory(editor=True)
