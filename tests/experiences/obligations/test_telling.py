"""Reminders, crossings and the calendar: told once, lost never, to the right people alone."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import CommandError, call_command
from icalendar import Calendar as ICalendar

from experiences.obligations.calendars import renew
from experiences.obligations.crossing import notice_crossings
from experiences.obligations.models import Calendar, KeptVerdict, Notice, Reminder
from experiences.obligations.recording import note_facts
from experiences.obligations.reminding import send_reminders
from members.mail_server import MailServerAwayError
from members.models import WaitingLetter
from members.organisations.models import Membership
from tests.factories.members import UserFactory
from tests.factories.obligations import ObligationFactory, RecordFactory, least
from tests.factories.organisations import MembershipFactory
from tests.factories.territories import CommuneFactory

pytestmark = pytest.mark.django_db

DUE = date(2027, 3, 1)


def at(days_before: int) -> datetime:
    day = DUE - timedelta(days=days_before)
    return datetime(day.year, day.month, day.day, 9, tzinfo=UTC)


@pytest.fixture
def away(monkeypatch):
    """A mail server that is away until the test says `undo`."""

    def closed(self):
        raise ConnectionRefusedError("no server")

    monkeypatch.setattr(EmailBackend, "open", closed)
    return monkeypatch


def test_a_date_is_told_six_weeks_before_and_one_week_before(seyssins) -> None:
    RecordFactory(organisation=seyssins.organisation, on=DUE, obligation__name="Adresses")
    told = []
    for days in (60, 43, 42, 41, 20, 8, 7, 6, 1, 0, -1, -30):
        before = len(mail.outbox)
        send_reminders(now=at(days))
        told += [days] * (len(mail.outbox) - before)
    assert told == [42, 7]
    message = mail.outbox[0]
    assert message.to == [seyssins.member.email]
    assert "1er mars 2027" in message.subject.replace("\xa0", " ")
    assert f"/obligations/suivi/{seyssins.organisation.pk}/" in message.body


def test_a_date_that_is_put_late_is_told_once(seyssins) -> None:
    RecordFactory(organisation=seyssins.organisation, on=DUE)
    for days in (5, 4, 3):
        send_reminders(now=at(days))
    assert len(mail.outbox) == 1


def test_another_date_is_told_anew_and_what_is_done_is_not(seyssins) -> None:
    record = RecordFactory(organisation=seyssins.organisation, on=DUE)
    send_reminders(now=at(42))
    record.on = DUE + timedelta(days=1)
    record.save()
    send_reminders(now=at(40))
    assert len(mail.outbox) == 2
    record.status = "done"
    record.save()
    send_reminders(now=at(5))
    assert len(mail.outbox) == 2


def test_only_confirmed_active_members_of_the_town_are_told(seyssins, oeuilly) -> None:
    colleague, gone, waiting, partner = (UserFactory() for _ in range(4))
    for member, fields in (
        (colleague, {}),
        (gone, {"status": Membership.Status.ENDED}),
        (waiting, {"waiting": True}),
        (partner, {"role": Membership.Role.PARTNER}),
    ):
        MembershipFactory(member=member, organisation=seyssins.organisation, **fields)
    off = UserFactory(is_active=False)
    MembershipFactory(member=off, organisation=seyssins.organisation)
    RecordFactory(organisation=seyssins.organisation, on=DUE)
    send_reminders(now=at(42))
    assert {to for one in mail.outbox for to in one.to} == {
        seyssins.member.email,
        colleague.email,
    }


def test_a_server_that_is_away_loses_no_reminder(seyssins, away) -> None:
    RecordFactory(organisation=seyssins.organisation, on=DUE)
    with pytest.raises(MailServerAwayError):
        send_reminders(now=at(42))
    assert not Reminder.objects.exists()
    away.undo()
    send_reminders(now=at(42))
    assert len(mail.outbox) == 1


def test_one_address_that_is_refused_holds_back_no_other(seyssins, monkeypatch) -> None:
    other = MembershipFactory(organisation=seyssins.organisation).member
    RecordFactory(organisation=seyssins.organisation, on=DUE)
    send = EmailBackend.send_messages

    def refuse(self, messages):
        if messages[0].to == [seyssins.member.email]:
            raise OSError("refused")
        return send(self, messages)

    monkeypatch.setattr(EmailBackend, "send_messages", refuse)
    report = send_reminders(now=at(42))
    assert (report.sent, report.failed) == (1, 1)
    monkeypatch.undo()
    send_reminders(now=at(41))
    assert [one.to for one in mail.outbox] == [[other.email], [seyssins.member.email]]


def test_the_command_of_reminders_says_what_it_did(seyssins, away, capsys) -> None:
    RecordFactory(organisation=seyssins.organisation, on=date.today() + timedelta(days=3))
    with pytest.raises(CommandError, match="Nothing is lost"):
        call_command("send_obligation_reminders", verbosity=0)
    away.undo()
    call_command("send_obligation_reminders")
    assert "1 reminders" in capsys.readouterr().out


NOW = datetime(2026, 12, 1, 9, tzinfo=UTC)


def grow(town, population: int | None) -> None:
    territory = town.organisation.territory
    territory.population = population
    territory.save()


def test_the_first_look_tells_nothing_and_a_crossing_is_told_once(seyssins) -> None:
    ObligationFactory(name="Ouverture", criteria=[least(10_000)])
    for _ in range(2):
        notice_crossings(now=NOW)
    assert not Notice.objects.exists()
    grow(seyssins, 10_400)
    for _ in range(2):
        notice_crossings(now=NOW)
    notice = Notice.objects.get()
    assert (notice.before, notice.now) == ("does-not", "applies")
    [message] = mail.outbox
    assert message.to == [seyssins.member.email]
    assert "Seyssins compte 10 400 habitants" in message.body.replace("\xa0", " ")
    grow(seyssins, 9_000)
    notice_crossings(now=NOW)
    assert Notice.objects.count() == len(mail.outbox) == 2


def test_a_population_that_becomes_unknown_is_told_as_such(seyssins) -> None:
    ObligationFactory(criteria=[least(5_000)])
    notice_crossings(now=NOW)
    grow(seyssins, None)
    notice_crossings(now=NOW)
    assert Notice.objects.get().now == "cannot-tell"


def test_what_members_supply_raises_no_notice(seyssins) -> None:
    ObligationFactory(open_data=True)
    notice_crossings(now=NOW)
    note_facts(organisation=seyssins.organisation, by=seyssins.member, staff=80, surface=None)
    notice_crossings(now=NOW)
    assert not Notice.objects.exists()
    assert KeptVerdict.objects.get().verdict == "applies"


def test_a_new_obligation_is_looked_at_without_a_notice(seyssins) -> None:
    ObligationFactory()
    notice_crossings(now=NOW)
    ObligationFactory()
    notice_crossings(now=NOW)
    assert not Notice.objects.exists()


def test_a_merger_is_a_crossing(oeuilly) -> None:
    ObligationFactory(criteria=[least(3_500)])
    notice_crossings(now=NOW)
    place = oeuilly.organisation.territory
    place.obsolete, place.successor = True, CommuneFactory(town=True)
    place.save()
    notice_crossings(now=NOW)
    assert "Grenoble compte 156 140" in Notice.objects.get().reason.replace("\xa0", " ")


def test_a_server_that_is_away_notices_nothing_yet(seyssins, away) -> None:
    ObligationFactory(criteria=[least(10_000)])
    away.undo()
    notice_crossings(now=NOW)
    grow(seyssins, 12_000)
    away.setattr(EmailBackend, "open", lambda self: (_ for _ in ()).throw(OSError("away")))
    with pytest.raises(MailServerAwayError):
        notice_crossings(now=NOW)
    assert not Notice.objects.exists()
    away.undo()
    notice_crossings(now=NOW)
    assert len(mail.outbox) == 1


def test_a_letter_that_is_refused_waits(seyssins, monkeypatch) -> None:
    ObligationFactory(criteria=[least(10_000)])
    notice_crossings(now=NOW)
    grow(seyssins, 12_000)

    def refuse(self, messages):
        raise OSError("refused")

    monkeypatch.setattr(EmailBackend, "send_messages", refuse)
    call_command("notice_crossings", verbosity=0)
    assert Notice.objects.count() == WaitingLetter.objects.count() == 1
    call_command("notice_crossings", verbosity=0)
    assert WaitingLetter.objects.count() == 1


def test_an_organisation_without_members_is_not_looked_at() -> None:
    ObligationFactory()
    assert notice_crossings(now=NOW).looked_at == 0


def test_the_calendar_tells_names_and_dates_and_nothing_else(seyssins, client) -> None:
    RecordFactory(
        organisation=seyssins.organisation,
        obligation__name="Ouverture ; données,\npubliques",
        on=DUE,
        note="Xylophonie",
        changed_by=seyssins.member,
    )
    RecordFactory(organisation=seyssins.organisation, status="done", on=DUE)
    where = f"/obligations/suivi/{seyssins.organisation.pk}/calendrier/"
    page = seyssins.client.post(where, {"do": "renew"}, follow=True).content.decode()
    url = Calendar.objects.get().get_absolute_url()
    assert url in page
    response = client.get(url)
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert "noindex" in response["X-Robots-Tag"]
    assert response["Referrer-Policy"] == "no-referrer"
    assert "no-store" in response["Cache-Control"]
    said = response.content.decode()
    for secret in ("Xylophonie", seyssins.member.email, seyssins.member.display_name, "Seyssins"):
        assert secret not in said
    [event] = ICalendar.from_ical(response.content).walk("VEVENT")
    assert str(event["SUMMARY"]) == "Ouverture ; données,\npubliques"
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (DUE, DUE + timedelta(days=1))


def test_a_revoked_or_renewed_address_leads_nowhere(seyssins, client) -> None:
    first = renew(organisation=seyssins.organisation, by=seyssins.member).get_absolute_url()
    second = renew(organisation=seyssins.organisation, by=seyssins.member).get_absolute_url()
    assert first != second
    assert (client.get(first).status_code, client.get(second).status_code) == (404, 200)
    where = f"/obligations/suivi/{seyssins.organisation.pk}/calendrier/"
    seyssins.client.post(where, {"do": "revoke"})
    assert client.get(second).status_code == 404
    assert client.get("/obligations/calendriers/x.ics").status_code == 404


def test_the_address_of_the_calendar_is_on_no_page_of_others(seyssins, oeuilly, client) -> None:
    token = renew(organisation=seyssins.organisation, by=seyssins.member).token
    ObligationFactory()
    for browser in (client, oeuilly.client):
        for where in ("/obligations/?territoire=38486", "/obligations/suivi/"):
            assert token not in browser.get(where, follow=True).content.decode()
