"""What every test of the community needs."""

from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from members.models import User

Read = Callable[..., BeautifulSoup]


@pytest.fixture
def as_user() -> Callable[[User | None], Client]:
    """A browser in which this member is signed in; None: nobody."""

    def sign_in(user: User | None) -> Client:
        client = Client()
        if user is not None:
            client.force_login(user)
        return client

    return sign_in


@pytest.fixture
def read(client: Client) -> Read:
    """The document at an address, for an anonymous visitor or for `client`."""

    def read(url: str, client: Client = client) -> BeautifulSoup:
        response = client.get(url)
        assert response.status_code == 200, url
        return BeautifulSoup(response.content.decode(), "html.parser")

    return read
