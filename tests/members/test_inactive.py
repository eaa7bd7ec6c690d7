"""Who has not signed in for years is warned, then forgotten; nobody else, and nobody unwarned."""

from datetime import UTC, datetime, timedelta
from io import StringIO
from smtplib import SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.core.management import CommandError, call_command

from members.inactivity import NOTICE, delete_inactive
from members.mail_server import MailServerAwayError
from members.models import User
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 25, 3, 0, tzinfo=UTC)
KEPT = timedelta(days=730)
DAY = timedelta(days=1)


def member(unused_for: timedelta, **fields) -> User:
    """Somebody who signed in for the last time so long before NOW."""
    at = NOW - unused_for
    return UserFactory(**{"date_joined": at - DAY, "last_login": at, **fields})


def run(now: datetime = NOW, **fields):
    return delete_inactive(now=now, kept=KEPT, **fields)


def test_somebody_is_warned_and_goes_sixty_days_later() -> None:
    user = member(KEPT - NOTICE + DAY)
    assert (run().warned, run().warned) == (1, 0)
    [message] = mail.outbox
    assert message.to == [user.email]
    assert "24\u00a0janvier 2027" in message.body
    assert "/compte/connexion/" in message.body
    assert run(NOW + NOTICE - DAY).deleted == 0
    assert run(NOW + NOTICE).deleted == 1
    assert not User.objects.exists()
    assert len(mail.outbox) == 1


def test_who_used_the_account_lately_is_told_nothing() -> None:
    member(KEPT - NOTICE - DAY)
    report = run()
    assert (report.warned, report.deleted) == (0, 0)


def test_who_signs_in_after_the_warning_stays_and_is_warned_anew_years_later() -> None:
    user = member(KEPT)
    run()
    user.last_login = NOW + DAY
    user.save()
    assert run(NOW + NOTICE).deleted == 0
    later = NOW + DAY + KEPT
    report = run(later)
    assert (report.warned, report.deleted) == (1, 0)
    assert run(later + NOTICE).deleted == 1


def test_nobody_is_deleted_unwarned_however_long_ago() -> None:
    member(5 * KEPT)
    report = run()
    assert (report.warned, report.deleted) == (1, 0)
    assert run(NOW + NOTICE).deleted == 1


def test_who_never_signed_in_is_counted_from_the_day_of_the_account() -> None:
    UserFactory(date_joined=NOW - KEPT)
    UserFactory(date_joined=NOW - DAY)
    assert run().warned == 1


@pytest.mark.parametrize(
    "fields",
    [
        {"editor": True},
        {"moderator": True},
        {"administrator": True},
        {"superuser": True},
        {"is_active": False},
    ],
)
def test_roles_and_closed_accounts_are_for_the_administration(fields) -> None:
    member(3 * KEPT, **fields)
    assert run().warned == 0


def test_an_address_that_nobody_confirmed_is_not_written_to() -> None:
    member(KEPT).emailaddress_set.update(verified=False)
    assert run().warned == 0


def test_what_they_wrote_stays_without_their_name(client) -> None:
    from tests.factories.community import TopicFactory

    topic = TopicFactory(poster=member(KEPT, display_name="Zéphyrine Xanthe"))
    run()
    run(NOW + NOTICE)
    page = client.get(topic.get_absolute_url()).content.decode()
    assert topic.subject in page.replace("\u00a0", " ")
    assert "Zéphyrine" not in page


def test_a_mail_server_that_is_away_loses_and_deletes_nothing(monkeypatch) -> None:
    member(KEPT)

    class Away:
        def open(self) -> None:
            raise ConnectionRefusedError("No server.")

    with monkeypatch.context() as patch:
        patch.setattr("members.mail_server.get_connection", Away)
        with pytest.raises(MailServerAwayError):
            run()
    assert run(NOW + NOTICE).deleted == 0
    assert len(mail.outbox) == 1


@pytest.mark.parametrize("error", [OSError("550"), SMTPServerDisconnected()])
def test_who_could_not_be_told_does_not_hold_back_the_others(monkeypatch, error, caplog) -> None:
    first, second = member(KEPT), member(KEPT)
    send = EmailMultiAlternatives.send

    def refuse_one(self, fail_silently: bool = False) -> int:
        if self.to == [first.email]:
            raise error
        return send(self)

    with monkeypatch.context() as patch:
        patch.setattr(EmailMultiAlternatives, "send", refuse_one)
        report = run()
    assert (report.warned, report.failed) == (1, 1)
    assert first.email not in caplog.text
    assert run(NOW + NOTICE).deleted == 1
    assert User.objects.get() == first
    assert [message.to for message in mail.outbox] == [[second.email], [first.email]]


def test_a_run_that_is_stopped_is_gone_on_with() -> None:
    for _ in range(2):
        member(KEPT)
    assert run(stopped=lambda: len(mail.outbox) == 1).warned == 1
    assert run().warned == 1
    gone = run(NOW + NOTICE, stopped=lambda: User.objects.count() == 1)
    assert gone.deleted == 1
    assert run(NOW + NOTICE).deleted == 1


def test_the_command_tells_what_it_did(time_machine) -> None:
    time_machine.move_to(NOW, tick=False)
    member(KEPT)
    out = StringIO()
    call_command("delete_inactive_accounts", stdout=out)
    assert out.getvalue().splitlines() == [
        "Inactive accounts: 1/1",
        "1 members warned, 0 accounts deleted",
    ]
    with pytest.raises(CommandError, match="365 days at least"):
        call_command("delete_inactive_accounts", "--days=30")
