"""A decision counts whatever becomes of its letter, which waits for a mail server that is away."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.core.management import CommandError, call_command
from django.utils import timezone

from members.models import WaitingLetter
from members.organisations.belonging import confirm, join
from members.organisations.models import Membership
from members.personal_data import delete_account, known
from members.waiting_letters import KEPT, send_letters, tell_later
from tests.factories.members import UserFactory
from tests.factories.organisations import MembershipFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting(monkeypatch, django_capture_on_commit_callbacks) -> Membership:
    """Somebody was confirmed while the mail server was away."""
    membership = MembershipFactory(waiting=True)

    def away(self, fail_silently: bool = False) -> int:
        raise ConnectionRefusedError

    with monkeypatch.context() as patch:
        patch.setattr(EmailMultiAlternatives, "send", away)
        with django_capture_on_commit_callbacks(execute=True):
            confirm(membership=membership, by=UserFactory(moderator=True), reason="Appelée.")
    membership.refresh_from_db()
    return membership


def run() -> str:
    out = StringIO()
    call_command("send_letters", stdout=out)
    return out.getvalue()


def test_a_letter_waits_and_leaves_once(waiting, caplog) -> None:
    assert waiting.status == Membership.Status.CONFIRMED
    assert mail.outbox == []
    assert "1 letters sent" in run()
    assert "0 letters sent" in run()
    [message] = mail.outbox
    assert message.to == [waiting.member.email]
    assert "Appelée." in message.body
    assert "Appelée." in message.alternatives[0][0]
    assert waiting.member.email not in caplog.text


def test_while_the_server_is_away_nothing_is_lost(waiting, monkeypatch) -> None:
    class Away:
        def open(self) -> None:
            raise ConnectionRefusedError("No server.")

    with monkeypatch.context() as patch:
        patch.setattr("members.mail_server.get_connection", Away)
        with pytest.raises(CommandError, match="Nothing is lost"):
            run()
    assert "1 letters sent" in run()


def test_an_address_that_is_refused_does_not_hold_back_the_others(waiting, monkeypatch) -> None:
    WaitingLetter.objects.create(to="autre@oeuilly.example", subject="S", text="T", html="<p>T</p>")
    send = EmailMultiAlternatives.send

    def refuse_one(self, fail_silently: bool = False) -> int:
        if self.to == [waiting.member.email]:
            raise OSError("550")
        return send(self)

    with monkeypatch.context() as patch:
        patch.setattr(EmailMultiAlternatives, "send", refuse_one)
        with pytest.raises(CommandError, match="1 messages did not leave"):
            run()
    assert [message.to for message in mail.outbox] == [["autre@oeuilly.example"]]
    assert WaitingLetter.objects.get().to == waiting.member.email


def test_a_run_that_is_stopped_is_gone_on_with(waiting) -> None:
    assert send_letters(now=timezone.now(), stopped=lambda: True).sent == 0
    assert send_letters(now=timezone.now()).sent == 1


def test_what_nobody_takes_for_days_is_given_up(waiting) -> None:
    later = timezone.now() + KEPT + timedelta(minutes=1)
    assert send_letters(now=later).sent == 0
    assert not WaitingLetter.objects.exists()


def test_letters_are_told_and_go_with_the_account(waiting) -> None:
    titles = {section.title for section in known(waiting.member)}
    assert "Lettres en attente d’envoi" in titles
    delete_account(member=waiting.member, remove=False)
    assert not WaitingLetter.objects.exists()


def test_a_letter_that_names_somebody_else_goes_with_their_account(
    monkeypatch, django_capture_on_commit_callbacks
) -> None:
    referent, member = MembershipFactory(referent=True), UserFactory(display_name="Anne Le Goff")

    def away(self, fail_silently: bool = False) -> int:
        raise ConnectionRefusedError

    with monkeypatch.context() as patch:
        patch.setattr(EmailMultiAlternatives, "send", away)
        with django_capture_on_commit_callbacks(execute=True):
            join(member=member, organisation=referent.organisation, role=Membership.Role.AGENT)
    assert "Anne Le Goff" in WaitingLetter.objects.get(to=referent.member.email).text
    delete_account(member=member, remove=False)
    assert not WaitingLetter.objects.exists()


def test_what_fails_to_be_told_undoes_nothing(caplog, django_capture_on_commit_callbacks) -> None:
    def fail() -> None:
        raise RuntimeError("Broken.")

    told = []
    with django_capture_on_commit_callbacks(execute=True):
        tell_later(fail)
        tell_later(lambda: told.append("next"))
    assert told == ["next"]
    assert "Broken." in caplog.text
