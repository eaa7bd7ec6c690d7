"""A run: who is written to, what it says, and what a crash, a refusal or a second run changes."""

from datetime import timedelta
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from search.alerts.models import Alert, Departure, Rhythm, WatchedSearch, Watcher
from search.alerts.sending import send_alerts
from search.engines.database import DatabaseEngine
from tests.factories.alerts import AlertFactory, WatchedSearchFactory, WatcherFactory
from tests.factories.experiences import ContentFactory, SheetFactory, home
from tests.search.alerts.conftest import confirmed
from tests.ui.reading import read
from ui.typography import day

pytestmark = pytest.mark.django_db
TITLE = "Éclairage à la demande à Œuilly"


def run(**options) -> None:
    call_command("send_alerts", verbosity=0, **options)


def addressed() -> list[str]:
    return [address for message in mail.outbox for address in message.to]


def text() -> str:
    [message] = mail.outbox
    return message.body


def as_html(message) -> str:
    [(content, kind)] = message.alternatives
    assert kind == "text/html"
    read(content)
    return content


@pytest.fixture
def told(client, sheet, time_machine) -> Alert:
    """An alert that was confirmed yesterday, when one sheet was there."""
    time_machine.move_to("2026-11-24 10:00+01:00")
    alert = confirmed(client, rhythm="quotidien")
    mail.outbox.clear()
    time_machine.move_to("2026-11-25 06:00+01:00")
    return alert


# What is told.


def test_what_was_there_before_is_not_told(told) -> None:
    run()
    assert mail.outbox == []
    assert Alert.objects.get().checked_on.isoformat() == "2026-11-25"


def test_what_is_new_is_told_once(told) -> None:
    SheetFactory(title="Éclairage : Préfailles s’éteint", slug="prefailles")
    for _ in range(2):
        run()
    [message] = mail.outbox
    assert "Éclairage : Préfailles s’éteint" in message.body
    assert "http://testserver/experiences/prefailles/" in message.body
    assert TITLE not in message.body
    assert "Éclairage : Préfailles s’éteint" in as_html(message)
    assert "1 nouveau résultat" in message.subject


def test_what_changed_is_told(told, sheet) -> None:
    sheet.summary = "Un bilan après trois hivers."
    sheet.save()
    run()
    assert "Modifié" in text()
    assert "Un bilan après trois hivers." in text()


def test_what_ends_soon_is_told_with_its_day(told, sheet) -> None:
    sheet.expire_at = timezone.now() + timedelta(days=9)
    sheet.save()
    run()
    assert day(sheet.expire_at) in text()


def test_what_ends_later_is_not(told, sheet) -> None:
    sheet.expire_at = timezone.now() + timedelta(days=15)
    sheet.save()
    run()
    assert mail.outbox == []


def unpublish(page: Page) -> None:
    page.unpublish()


def expire(page: Page) -> None:
    page.expire_at = timezone.now() - timedelta(minutes=1)
    page.save(clean=False)


def make_private(page: Page) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def make_parent_private(page: Page) -> None:
    make_private(page.get_parent())


def move_into_private(page: Page) -> None:
    folder = ContentFactory(title="Espace réservé")
    make_private(folder)
    page.move(folder, pos="last-child")


def remove(page: Page) -> None:
    page.delete()


@pytest.mark.parametrize(
    "withdraw",
    [unpublish, expire, make_private, make_parent_private, move_into_private, remove],
)
def test_what_is_withdrawn_is_named_by_the_title_that_was_public(told, sheet, withdraw) -> None:
    withdraw(sheet)
    Page.objects.filter(pk=sheet.pk).update(title="Titre confidentiel")
    run()
    assert TITLE in text()
    assert "Titre confidentiel" not in text()
    assert sheet.slug not in text()
    assert "Titre confidentiel" not in as_html(mail.outbox[0])
    run()
    assert len(mail.outbox) == 1


def test_the_new_text_of_a_page_made_private_is_never_told(told, sheet) -> None:
    make_private(sheet)
    sheet.title, sheet.summary = "Éclairage : dossier interne", "Confidentiel."
    sheet.save()
    run()
    assert "interne" not in text()
    assert "Confidentiel" not in text()


def test_an_index_that_lags_behind_tells_nothing_that_is_private(told, sheet) -> None:
    late = SheetFactory(title="Éclairage, publié par erreur")
    for page in (sheet, late):
        # Without the signals that bring the index up to date.
        restriction = PageViewRestriction(page=page, restriction_type=PageViewRestriction.LOGIN)
        PageViewRestriction.objects.bulk_create([restriction])
    run()
    assert "publié par erreur" not in text()
    assert sheet.slug not in text()
    assert "Retiré" in text()


def test_drafts_and_scheduled_pages_are_never_told(told, sheet) -> None:
    SheetFactory(title="Éclairage, brouillon", draft=True)
    SheetFactory(title="Éclairage, demain", go_live_at=timezone.now() + timedelta(days=1))
    secret = SheetFactory(title="Éclairage, secret")
    make_private(secret)
    sheet.title = "Éclairage, version en chantier"
    sheet.save_revision()
    run()
    assert mail.outbox == []


def test_a_page_that_was_never_told_is_not_named_when_it_goes(told) -> None:
    page = SheetFactory(title="Éclairage, publié par erreur")
    page.unpublish()
    run()
    assert mail.outbox == []


def test_a_page_that_no_longer_answers_but_is_public_is_no_news(told, sheet) -> None:
    Alert.objects.update(search=WatchedSearchFactory(parameters="q=licorne"))
    run()
    assert mail.outbox == []


def test_long_news_are_cut_and_say_how_many_more(told) -> None:
    for number in range(23):
        SheetFactory(title=f"Éclairage, commune {number}")
    run()
    assert text().count("- Éclairage, commune") == 20
    assert "3 autres" in text()


def test_words_that_look_like_html_stay_words(told) -> None:
    SheetFactory(title="Éclairage <script>alert(1)</script> & LED")
    run()
    assert "Éclairage <script>alert(1)</script> & LED" in text()
    assert "<script" not in as_html(mail.outbox[0])


def test_the_message_is_quiet_and_lets_leave_in_one_click(told) -> None:
    SheetFactory(title="Éclairage")
    run()
    message = mail.outbox[0].message()
    leave = f"http://testserver/alertes/{told.watcher.token}/quitter/"
    assert message["List-Unsubscribe"] == f"<{leave}>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert message["List-Id"] == "Terrain commun <alertes.testserver>"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Precedence"] == "bulk"
    assert leave in text()
    assert leave in as_html(mail.outbox[0])


def test_everyone_is_written_to_in_their_language(client, sheet) -> None:
    home()
    AlertFactory(watcher__language="en", watcher__email="a@example.org")
    AlertFactory(watcher__email="b@example.org")
    run()
    english, french = mail.outbox
    assert "new result" in english.subject
    assert "/en/alertes/" in english.body
    assert "nouveau résultat" in french.subject
    assert "/en/" not in french.body


def test_a_broken_title_cannot_add_a_header(sheet) -> None:
    AlertFactory(search__title="éclairage\r\nBcc: tous@example.org")
    with pytest.raises(CommandError):
        run()
    assert mail.outbox == []


# When, and to whom.


def test_one_message_for_all_the_searches_of_a_person(sheet) -> None:
    watcher = WatcherFactory()
    AlertFactory(watcher=watcher)
    search = WatchedSearchFactory(parameters="theme=eclairage-public", title="Éclairage public")
    AlertFactory(watcher=watcher, search=search, rhythm=Rhythm.WEEKLY, checked_on=None)
    run()
    assert text().count(TITLE) == 2
    assert "http://testserver/recherche/?theme=eclairage-public" in text()


def test_every_week_means_seven_days(sheet, time_machine) -> None:
    time_machine.move_to("2026-11-25 06:00+01:00")
    AlertFactory(rhythm=Rhythm.WEEKLY, checked_on=timezone.localdate() - timedelta(days=6))
    run()
    assert mail.outbox == []
    time_machine.move_to("2026-11-26 05:00+01:00")
    run()
    assert len(mail.outbox) == 1


def test_every_day_means_once_a_day_in_french_time(sheet, time_machine) -> None:
    time_machine.move_to("2026-11-25 23:30+01:00")
    AlertFactory()
    run()
    SheetFactory(title="Éclairage, encore")
    run()
    assert len(mail.outbox) == 1
    time_machine.move_to("2026-11-26 00:30+01:00")
    run()
    assert len(mail.outbox) == 2


def test_nobody_is_written_to_before_confirming(sheet) -> None:
    AlertFactory(waiting=True)
    run()
    assert mail.outbox == []


def test_once_something_is_found_it_is_told_and_the_address_deleted(client, db) -> None:
    confirmed(client, url="/alertes/nouvelle/?q=licorne", rhythm="une-fois")
    other = AlertFactory(search__parameters="q=griffon")
    mail.outbox.clear()
    Alert.objects.update(checked_on=timezone.localdate() - timedelta(days=1))
    run()
    assert mail.outbox == []
    Alert.objects.update(checked_on=timezone.localdate() - timedelta(days=1))
    SheetFactory(title="Une licorne à Œuilly")
    run()
    assert "Une licorne à Œuilly" in text()
    assert "s’arrête ici" in text()
    assert Watcher.objects.get() == other.watcher
    assert WatchedSearch.objects.get() == other.search


def test_a_search_whose_usual_engine_is_away_waits(sheet, monkeypatch) -> None:
    search = DatabaseEngine.search

    def degraded(self, query):
        return search(self, query).__class__(**{**search(self, query).__dict__, "degraded": True})

    AlertFactory()
    monkeypatch.setattr(DatabaseEngine, "search", degraded)
    run()
    assert mail.outbox == []
    monkeypatch.undo()
    run()
    assert TITLE in text()


# What goes wrong.


class Crash(BaseException):
    """The process is killed: nothing of ours runs any more."""


def outbox_of(monkeypatch, send) -> None:
    """`send(number of the call, message)` before each message leaves; may raise."""
    usual, calls = EmailBackend.send_messages, []

    def send_messages(self, messages):
        calls.append(messages)
        send(len(calls), messages[0])
        return usual(self, messages)

    monkeypatch.setattr(EmailBackend, "send_messages", send_messages)


def three(**fields) -> list[str]:
    return [AlertFactory(**fields).watcher.email for _ in range(3)]


@pytest.mark.parametrize("error", [Crash, KeyboardInterrupt])
def test_a_crash_in_the_middle_sends_nothing_twice(sheet, monkeypatch, time_machine, error) -> None:
    time_machine.move_to("2026-11-25 06:00+01:00")
    people = three()

    def crash(number, message) -> None:
        if number == 2:
            raise error

    outbox_of(monkeypatch, crash)
    with pytest.raises(error):
        run()
    assert addressed() == people[:1]
    monkeypatch.undo()
    time_machine.move_to("2026-11-25 09:00+01:00")
    run()
    assert len(addressed()) == len(set(addressed()))
    # A process that was killed at that very moment may have sent it: it is not sent again.
    assert {*people} - {*addressed()} == {people[1]}
    assert not Departure.objects.exists()
    run()
    assert len(addressed()) == len(set(addressed()))


def test_an_error_of_ours_sends_nothing_twice_and_loses_nothing(sheet, monkeypatch) -> None:
    people = three()

    def stumble(number, message) -> None:
        if number == 2:
            raise RuntimeError

    outbox_of(monkeypatch, stumble)
    with pytest.raises(CommandError, match="1 messages did not leave"):
        run()
    assert addressed() == [people[0], people[2]]
    monkeypatch.undo()
    run()
    assert sorted(addressed()) == sorted(people)


def test_what_may_have_left_is_said_and_sent_again_on_demand(
    sheet, monkeypatch, time_machine, capsys
) -> None:
    time_machine.move_to("2026-11-25 06:00+01:00")
    people = three()

    def crash(number, message) -> None:
        raise Crash

    outbox_of(monkeypatch, crash)
    with pytest.raises(Crash):
        run()
    monkeypatch.undo()
    # Too early to tell a run that broke off from one that is at work.
    run(again=True)
    assert addressed() == people[1:]
    time_machine.move_to("2026-11-25 09:00+01:00")
    run(again=True)
    assert sorted(addressed()) == sorted(people)
    assert TITLE in mail.outbox[-1].body


def test_what_may_have_left_is_said(sheet, caplog, time_machine, capsys) -> None:
    time_machine.move_to("2026-11-25 06:00+01:00")
    alert = AlertFactory(watcher__email="secretariat@oeuilly.example")
    seen = {str(alert.pk): {str(sheet.pk): ["x", TITLE, ""]}}
    Departure.objects.create(
        watcher=alert.watcher, started_at=timezone.now() - timedelta(hours=2), after=seen
    )
    run()
    assert "1 messages may not have left" in capsys.readouterr().err
    assert "s…@oeuilly.example" in caplog.text
    assert "secretariat" not in caplog.text
    assert mail.outbox == []


def test_a_crash_before_anything_left_loses_nothing(sheet, monkeypatch, time_machine) -> None:
    people = three()
    calls = []

    def crash(self, query):
        calls.append(query)
        raise Crash

    monkeypatch.setattr(DatabaseEngine, "search", crash)
    with pytest.raises(Crash):
        run()
    monkeypatch.undo()
    assert not Departure.objects.exists()
    run()
    assert addressed() == people


def test_a_server_that_is_away_loses_nothing(sheet, monkeypatch) -> None:
    people = three()

    def away(self):
        raise ConnectionRefusedError(111, "Connection refused")

    monkeypatch.setattr(EmailBackend, "open", away)
    with pytest.raises(CommandError, match="cannot be reached"):
        run()
    assert not Departure.objects.exists()
    monkeypatch.undo()
    run()
    assert addressed() == people


def test_a_message_that_is_refused_does_not_hold_back_the_others(
    sheet, monkeypatch, caplog
) -> None:
    people = three()

    def refuse(number, message) -> None:
        if number == 2:
            raise SMTPRecipientsRefused({message.to[0]: (550, b"no such user")})

    outbox_of(monkeypatch, refuse)
    with pytest.raises(CommandError, match="1 messages did not leave"):
        run()
    assert addressed() == [people[0], people[2]]
    assert people[1] not in caplog.text
    monkeypatch.undo()
    run()
    assert sorted(addressed()) == sorted(people)


@pytest.mark.parametrize("error", [TimeoutError, SMTPServerDisconnected])
def test_a_server_that_falls_silent_may_have_taken_the_message(
    sheet, monkeypatch, time_machine, capsys, error
) -> None:
    time_machine.move_to("2026-11-25 06:00+01:00")
    people = three()

    def silent(number, message) -> None:
        if number == 2:
            raise error

    outbox_of(monkeypatch, silent)
    run()
    assert "1 messages may not have left" in capsys.readouterr().err
    assert addressed() == [people[0], people[2]]
    monkeypatch.undo()
    time_machine.move_to("2026-11-26 06:00+01:00")
    run()
    assert addressed() == [people[0], people[2]]


def test_two_runs_at_once_send_each_message_once(sheet, monkeypatch) -> None:
    people = three()

    def meanwhile(number, message) -> None:
        if number == 1:
            run()

    outbox_of(monkeypatch, meanwhile)
    run()
    assert sorted(addressed()) == sorted(people)
    assert not Departure.objects.exists()


def test_whoever_leaves_during_the_run_is_not_written_to(sheet, monkeypatch) -> None:
    people = three()

    def leave(number, message) -> None:
        if number == 1:
            Watcher.objects.filter(email=people[1]).delete()

    outbox_of(monkeypatch, leave)
    run()
    assert addressed() == [people[0], people[2]]


def test_whoever_leaves_while_their_search_is_asked_is_not_written_to(sheet, monkeypatch) -> None:
    AlertFactory()
    search = DatabaseEngine.search

    def leave(self, query):
        Watcher.objects.all().delete()
        return search(self, query)

    monkeypatch.setattr(DatabaseEngine, "search", leave)
    run()
    assert mail.outbox == []


def test_a_run_is_interrupted_between_two_people(sheet) -> None:
    people = three()
    report = send_alerts(now=timezone.now(), stopped=lambda: bool(mail.outbox))
    assert (report.sent, addressed()) == (1, people[:1])
    run()
    assert addressed() == people


def test_progress_is_told(sheet, capsys) -> None:
    three()
    call_command("send_alerts")
    out = capsys.readouterr().out
    assert "Alerts: 3/3 people" in out
    assert "3 messages" in out


def test_a_person_costs_the_same_number_of_queries_however_much_there_is(sheet) -> None:
    def queries() -> int:
        Alert.objects.update(seen={}, checked_on=None)
        with CaptureQueriesContext(connection) as captured:
            run()
        return len(captured)

    AlertFactory()
    queries()
    one = queries()
    for number in range(8):
        SheetFactory(title=f"Éclairage {number}", expire_at=timezone.now() + timedelta(days=3))
    assert queries() == one
    AlertFactory()
    two = queries()
    AlertFactory()
    assert queries() - two == two - one
