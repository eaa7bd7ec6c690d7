"""Nothing was published yet."""

import pytest
from django.test import Client
from django.urls import reverse

from experiences.diagnostic.models import Round
from tests.factories.territories import CommuneFactory

pytestmark = pytest.mark.django_db


def test_without_an_edition_it_says_so_and_begins_nothing(client: Client) -> None:
    CommuneFactory(village=True)
    assert client.get(reverse("diagnostic:opening")).status_code == 200
    response = client.post(f"{reverse('diagnostic:start')}?territoire=51410")
    assert response.status_code == 200
    assert not Round.objects.exists()
