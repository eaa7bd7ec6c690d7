"""A storage of its own for each test, so that "nothing is left behind" can be counted."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.cache import cache
from django.core.files.storage import storages
from django.http import FileResponse
from django.test import Client

from tests.factories.members import UserFactory


def content_of(response: FileResponse) -> bytes:
    """What was sent; the file is closed, the database connection of the test is not."""
    content = b"".join(response.streaming_content)
    for close in response._resource_closers:
        close()
    return content


@pytest.fixture(autouse=True)
def stored_files(tmp_path: Path, settings) -> Callable[[], list[str]]:
    """Gives the names of every file that lies in a storage."""
    # Wagtail remembers renditions by the image's number, which the next test's image has again.
    cache.clear()
    settings.MEDIA_ROOT = tmp_path / "public"
    settings.PRIVATE_MEDIA_ROOT = tmp_path / "private"
    for alias in ("default", "renditions"):
        for name in ("base_location", "location"):
            storages[alias].__dict__.pop(name, None)

    def names() -> list[str]:
        return sorted(
            str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file()
        )

    yield names
    for alias in ("default", "renditions"):
        for name in ("base_location", "location"):
            storages[alias].__dict__.pop(name, None)


@pytest.fixture
def administrator(client: Client, db) -> Client:
    user = UserFactory(superuser=True, email="a@oeuilly.example")
    client.force_login(user)
    return client
