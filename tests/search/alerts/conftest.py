"""What the tests of the alerts share."""

import re

import pytest
from django.core import mail
from django.test import Client

from search.alerts.models import Alert
from tests.factories.experiences import SheetFactory

ADDRESS = "secretariat@mairie-oeuilly.example"
NEW = "/alertes/nouvelle/?q=%C3%A9clairage"


@pytest.fixture
def sheet(db: None):
    """Something that « éclairage » finds."""
    return SheetFactory(title="Éclairage à la demande à Œuilly")


def ask(client: Client, email: str = ADDRESS, url: str = NEW, **fields):
    """Fill in the form; the answer to it."""
    return client.post(url, {"email": email, "rhythm": "hebdomadaire", **fields})


def link_in(message: mail.EmailMessage, name: str = "alertes/confirmer") -> str:
    """The path of the link to the page `name` in the text of a message."""
    found = re.search(rf"https?://[^/\s]+(/(?:en/)?{name}/\S+)", message.body)
    assert found, message.body
    return found[1]


def confirmed(client: Client, **fields) -> Alert:
    """An alert that was asked for and confirmed."""
    ask(client, **fields)
    assert client.post(link_in(mail.outbox[-1])).status_code == 302
    return Alert.objects.select_related("watcher", "search").latest("pk")


def own_url(alert: Alert) -> str:
    return f"/alertes/{alert.watcher.token}/"
