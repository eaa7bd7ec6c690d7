"""Accounts that nobody ever confirmed go after some days, and no other."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from members import addresses
from members.models import User
from tests.factories.members import UserFactory
from tests.members.journeys import ADDRESS, join, link

pytestmark = pytest.mark.django_db


def run(**options) -> str:
    out = StringIO()
    call_command("delete_unconfirmed_accounts", stdout=out, **options)
    return out.getvalue()


def age(days: int) -> None:
    User.objects.update(date_joined=timezone.now() - timedelta(days=days))


def test_an_account_that_nobody_confirmed_goes_after_thirty_days(client) -> None:
    join(client)
    age(29)
    assert "0 accounts" in run()
    age(31)
    assert "1 of 1" in run()
    assert not User.objects.exists()
    assert "0 accounts" in run()


def test_confirmed_accounts_stay(client) -> None:
    join(client)
    client.post(link())
    UserFactory()
    age(400)
    run()
    assert User.objects.count() == 2


def test_who_changes_a_confirmed_address_stays(client) -> None:
    user = UserFactory()
    user.emailaddress_set.create(email="nouvelle@oeuilly.example", verified=False)
    age(400)
    run()
    assert User.objects.get() == user


def test_who_has_signed_in_stays_whatever_became_of_the_address(client) -> None:
    user = UserFactory()
    client.force_login(user)
    user.emailaddress_set.all().delete()
    age(400)
    run()
    assert User.objects.get() == user


def test_many_go_a_few_at_a_time_and_progress_is_told(client, monkeypatch) -> None:
    monkeypatch.setattr(addresses, "AT_ONCE", 2)
    for number in range(3):
        User.objects.create_user(f"{number}@oeuilly.example", None, display_name="?")
    age(31)
    assert run().splitlines()[:2] == ["2 of 3", "3 of 3"]
    assert run(verbosity=0) == ""


def test_an_operator_may_choose_the_days_but_not_fewer_than_the_link_works(client) -> None:
    join(client)
    age(8)
    with pytest.raises(CommandError, match="not fewer"):
        call_command("delete_unconfirmed_accounts", "--days=2")
    run(days=7)
    assert not User.objects.exists()


def test_the_address_can_be_used_again(client) -> None:
    join(client)
    age(31)
    run()
    assert join(client).url == reverse("account_email_verification_sent")
    assert User.objects.get().email == ADDRESS
