"""What every test of the public pages needs."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.test import Client
from wagtail.models import Locale, Page

from tests.factories.experiences import home

Read = Callable[..., BeautifulSoup]


@pytest.fixture
def read(client: Client) -> Read:
    """The document at the address of a page, for an anonymous visitor or for `client`."""

    def read(page: Page | str, client: Client = client) -> BeautifulSoup:
        response = client.get(page if isinstance(page, str) else page.get_url())
        assert response.status_code == 200
        return BeautifulSoup(response.content.decode(), "html.parser")

    return read


@pytest.fixture
def member(django_user_model) -> Client:
    """Someone signed in, without any right."""
    user = django_user_model.objects.create_user(
        email=f"{uuid4()}@oeuilly.example", password="x", display_name="Secrétaire de mairie"
    )
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def english(db) -> Locale:
    """The English tree, with its home page."""
    locale = Locale.objects.get_or_create(language_code="en")[0]
    twin = home().copy_for_translation(locale)
    twin.live = True
    twin.title = "Terrain commun"
    twin.save()
    cache.clear()
    return locale


@pytest.fixture
def mirrored(english: Locale) -> Callable[[Page], Page]:
    """The English alias of a page: what synchronisation makes before anyone translates."""

    def mirror(page: Page) -> Page:
        return page.copy_for_translation(english, copy_parents=True, alias=True)

    return mirror


@pytest.fixture
def translated(english: Locale) -> Callable[..., Page]:
    """The English page of its own, as once translated."""

    def translate(page: Page, **texts: str) -> Page:
        twin = page.copy_for_translation(english, copy_parents=True)
        for name, text in texts.items():
            setattr(twin, name, text)
        twin.live = True
        twin.save()
        for parent in twin.get_ancestors().filter(live=False):
            parent.live = True
            parent.save(clean=False)
        return twin

    return translate
