"""`manage.py load_demonstration`: what it needs, and the accounts it makes."""

import pytest
from django.core.management import CommandError, call_command
from django.test import Client, override_settings

from home.demonstration.accounts import create_accounts
from home.demonstration.loading import load
from home.demonstration.terms import UnknownName
from members.models import User

pytestmark = pytest.mark.django_db


def test_a_missing_territory_is_named() -> None:
    with pytest.raises(UnknownName, match="load_territories"):
        load(say=lambda line: None, covers=False, sheets=1)


def test_the_command_asks_for_the_territories_first() -> None:
    with pytest.raises(CommandError, match="load_territories"):
        call_command("load_demonstration")


def test_accounts_can_sign_in_once_made(client: Client) -> None:
    accounts = create_accounts()
    create_accounts()

    assert len(accounts) == User.objects.count() == 3
    assert client.login(username="redaction@example.org", password="terrain-commun")
    assert not User.objects.get(email="redaction@example.org").is_superuser
    assert User.objects.get(email="administration@example.org").is_superuser


def test_an_account_that_exists_keeps_its_password() -> None:
    User.objects.create_user("redaction@example.org", "à moi seul", display_name="R")

    create_accounts()

    assert User.objects.get(email="redaction@example.org").check_password("à moi seul")


@override_settings(DEMONSTRATION_PASSWORD="")
def test_no_account_without_a_demonstration_password() -> None:
    assert create_accounts() == []
    assert not User.objects.exists()
