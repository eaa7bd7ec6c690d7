"""Towns with sheets, discussions and documents, and all of France."""

from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from tests.territories.conftest import france, shipped  # noqa: F401  (for test_france)

Read = Callable[..., BeautifulSoup]


@pytest.fixture
def read(client: Client) -> Read:
    """The document at an address, for an anonymous visitor or for `client`."""

    def read(url: str, client: Client = client) -> BeautifulSoup:
        response = client.get(url)
        assert response.status_code == 200, url
        return BeautifulSoup(response.content.decode(), "html.parser")

    return read
