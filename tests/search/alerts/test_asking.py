"""Leaving an address: the form, what it says, and what it never tells or keeps."""

from datetime import timedelta
from smtplib import SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.test import Client
from django.utils import timezone

from search.alerts.leaving import forget_idle
from search.alerts.limits import origin
from search.alerts.models import Alert, Attempt, Rhythm, WatchedSearch, Watcher
from tests.factories.alerts import AlertFactory
from tests.factories.experiences import SheetFactory, catalogue, home
from tests.search.alerts.conftest import ADDRESS, NEW, ask, confirmed, link_in
from tests.ui.reading import read

pytestmark = pytest.mark.django_db


def html(response) -> str:
    page = response.content.decode()
    read(page)
    return " ".join(page.split())


def test_result_pages_and_catalogues_lead_to_the_form(client, sheet) -> None:
    home()
    assert 'href="/alertes/nouvelle/?q=%C3%A9clairage"' in html(
        client.get("/recherche/?q=%C3%A9clairage&page=1")
    )
    page = html(client.get(catalogue("experience").url))
    assert 'href="/alertes/nouvelle/?type=experience"' in page
    nothing = html(client.get("/recherche/?q=xyzzy"))
    assert 'href="/alertes/nouvelle/?q=xyzzy"' in nothing


def test_result_pages_stay_without_cookie_and_public(client, sheet) -> None:
    response = client.get("/recherche/?q=%C3%A9clairage")
    assert "public" in response["Cache-Control"]
    assert not response.cookies


def test_the_form_says_what_is_watched_and_what_becomes_of_the_address(client, sheet) -> None:
    response = client.get(NEW)
    page = html(response)
    assert "« éclairage »" in page or "“éclairage”" in page
    assert "1 résultat" in page
    for words in ("consentement", "7 jours", "3 jours", "CNIL"):
        assert words in page
    assert "no-store" in response["Cache-Control"]
    assert "noindex" in response["X-Robots-Tag"]
    assert 'value="une-fois"' not in page
    assert 'autocomplete="email"' in page


def test_the_form_speaks_english(client, sheet) -> None:
    home()
    page = html(client.get("/en/alertes/nouvelle/?q=lighting"))
    assert "consent" in page
    assert "What becomes of your address" in page


def test_a_search_that_finds_nothing_offers_to_tell_once(client, db) -> None:
    page = html(client.get("/alertes/nouvelle/?q=xyzzy"))
    assert 'value="une-fois"' in page


def test_who_asks_is_sent_a_message_of_confirmation(client, sheet) -> None:
    response = ask(client, f" {ADDRESS.upper()} ")
    assert response.status_code == 302
    assert response.url == "/alertes/demandee/"
    html(client.get(response.url))
    [message] = mail.outbox
    assert message.to == [ADDRESS]
    assert message.extra_headers["Auto-Submitted"] == "auto-generated"
    assert "éclairage" in message.subject
    alert = Alert.objects.get()
    assert alert.confirmed_at is None
    assert (alert.rhythm, alert.search.parameters) == (Rhythm.WEEKLY, "q=%C3%A9clairage")
    assert alert.search.locale == "fr"


def test_the_form_is_protected_against_forged_requests(sheet) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert ask(strict).status_code == 403
    token = strict.get(NEW).cookies["csrftoken"].value
    assert ask(strict, csrfmiddlewaretoken=token).status_code == 302
    assert Alert.objects.count() == 1


@pytest.mark.parametrize(
    ("string", "kept"),
    [
        ("q=led&page=3&tri=date", "q=led"),
        ("theme=licorne&q=led", "q=led"),
        ("q=led&tri=proximite&commune=99999", "q=led"),
        ("type=dossier&type=experience", "type=dossier&type=experience"),
        ("q=a%00b%0d%0aBcc:x", "q=a+b+Bcc%3Ax"),
        ("", ""),
    ],
)
def test_a_search_is_kept_in_its_canonical_form(client, db, string, kept) -> None:
    assert ask(client, url=f"/alertes/nouvelle/?{string}").status_code == 302
    assert WatchedSearch.objects.get().parameters == kept


def test_a_search_of_too_many_filters_is_not_watched(client, db) -> None:
    years = ",".join(str(year) for year in range(1900, 2050))
    response = ask(client, url=f"/alertes/nouvelle/?annee={years}")
    assert response.status_code == 400
    assert 'role="alert"' in html(response)
    assert not Watcher.objects.exists()


@pytest.mark.parametrize(
    "address",
    [
        "",
        "mairie",
        "mairie@",
        "a@b.fr\nBcc: tous@b.fr",
        "a@b.fr\r\nSubject: x",
        "a@b.fr,c@d.fr",
        "a@b.fr;c@d.fr",
        "<a@b.fr>",
        "Mairie <a@b.fr>",
        "<script>alert(1)</script>@b.fr",
        "a@b.fr\0",
        f"{'a' * 250}@b.fr",
        "a@-b.fr",
    ],
)
def test_hostile_addresses_are_refused_with_what_to_do(client, sheet, address) -> None:
    response = ask(client, address)
    page = html(response)
    assert response.status_code == 400
    assert 'href="#id_email"' in page
    assert 'aria-invalid="true"' in page
    assert "<script>alert" not in page
    assert mail.outbox == []
    assert not Watcher.objects.exists()


def test_an_address_with_an_apostrophe_and_one_in_an_accented_domain_are_taken(
    client, sheet
) -> None:
    for address in ("o'brien@example.org", "mairie@l’haÿ.example".replace("’", "")):
        assert ask(client, address).status_code == 302
    assert len(mail.outbox) == 2
    assert mail.outbox[1].message()["To"] == "mairie@xn--lha-voa.example"


@pytest.mark.parametrize("rhythm", ["", "chaque-heure", "une-fois"])
def test_a_rhythm_that_is_not_offered_is_refused(client, sheet, rhythm) -> None:
    response = ask(client, rhythm=rhythm)
    assert response.status_code == 400
    assert 'href="#id_rhythm_0"' in html(response)


def test_the_answer_does_not_tell_who_is_known(client, sheet) -> None:
    first = ask(client)
    client.post(link_in(mail.outbox[-1]))
    again = ask(client, rhythm="quotidien")
    assert (again.status_code, again.url) == (first.status_code, first.url)
    # Whoever typed the address may not own it: nothing has changed, and the owner is told so.
    assert Alert.objects.get().rhythm == Rhythm.WEEKLY
    assert "alertes/confirmer" not in mail.outbox[-1].body
    assert f"/alertes/{Watcher.objects.get().token}/" in mail.outbox[-1].body


def test_a_second_request_renews_the_first(client, sheet) -> None:
    ask(client)
    ask(client, rhythm="quotidien")
    assert Alert.objects.get().rhythm == Rhythm.DAILY
    assert len(mail.outbox) == 2


def test_an_address_is_not_flooded_and_the_answer_stays_the_same(client, sheet) -> None:
    answers = {(ask(client).status_code, ask(client).url) for _ in range(5)}
    assert answers == {(302, "/alertes/demandee/")}
    assert len(mail.outbox) == 5
    assert Alert.objects.count() == 1


def test_an_address_may_ask_again_the_day_after(client, sheet, time_machine) -> None:
    time_machine.move_to("2026-11-25 10:00+01:00")
    for _ in range(6):
        ask(client)
    time_machine.shift(timedelta(days=1, minutes=1))
    ask(client)
    assert len(mail.outbox) == 6


def test_one_origin_cannot_ask_for_everybody(client, sheet) -> None:
    for number in range(30):
        ask(client, f"mairie-{number}@oeuilly.example", REMOTE_ADDR="192.0.2.1")
    response = ask(client, "une-autre@oeuilly.example")
    assert response.status_code == 429
    assert 'role="alert"' in html(response)
    assert len(mail.outbox) == 30
    other = client.post(
        NEW,
        {"email": ADDRESS, "rhythm": "quotidien"},
        headers={"x-forwarded-for": "203.0.113.9"},
    )
    assert other.status_code == 302


def test_no_origin_is_kept_as_it_is(client, sheet) -> None:
    client.post(
        NEW,
        {"email": ADDRESS, "rhythm": "quotidien"},
        headers={"x-forwarded-for": "10.0.0.1, 203.0.113.9"},
    )
    kept = str(list(Attempt.objects.values()))
    assert "203.0.113" not in kept
    assert ADDRESS not in kept
    assert Attempt.objects.count() == 2


@pytest.mark.parametrize(
    ("forwarded", "remote", "expected"),
    [
        ("", "192.0.2.1", "192.0.2.1/32"),
        ("198.51.100.7, 203.0.113.9", "127.0.0.1", "203.0.113.9/32"),
        ("2001:db8:1:2:3:4:5:6", "127.0.0.1", "2001:db8:1:2::/64"),
        ("inconnu", "192.0.2.1", "192.0.2.1/32"),
        ("", "", ""),
    ],
)
def test_the_origin_is_what_the_nearest_proxy_wrote(rf, forwarded, remote, expected) -> None:
    request = rf.get("/", headers={"x-forwarded-for": forwarded}, REMOTE_ADDR=remote)
    assert origin(request) == expected


def test_programs_that_fill_in_every_field_get_the_same_answer_and_no_message(
    client, sheet
) -> None:
    response = ask(client, website="https://spam.example")
    assert (response.status_code, response.url) == (302, "/alertes/demandee/")
    assert mail.outbox == []
    assert not Watcher.objects.exists()


def test_people_do_not_meet_the_field_for_programs(client, sheet) -> None:
    page = html(client.get(NEW))
    before = page.split('name="website"')[0]
    assert before.rindex("<div hidden>") > before.rindex('name="rhythm"')


def test_a_mail_server_that_is_away_is_said_and_nothing_typed_is_lost(
    client, sheet, monkeypatch
) -> None:
    def silent(self, messages):
        raise SMTPServerDisconnected

    monkeypatch.setattr(EmailBackend, "send_messages", silent)
    response = ask(client)
    page = html(response)
    assert response.status_code == 503
    assert f'value="{ADDRESS}"' in page
    monkeypatch.undo()
    assert ask(client).status_code == 302
    assert len(mail.outbox) == 1


def test_what_nobody_confirms_is_deleted_after_seven_days(client, sheet) -> None:
    AlertFactory(waiting=True, asked_at=timezone.now() - timedelta(days=7, minutes=1))
    kept = AlertFactory(waiting=True, asked_at=timezone.now() - timedelta(days=6))
    forget_idle(timezone.now())
    assert Alert.objects.get() == kept
    assert Watcher.objects.get() == kept.watcher


def test_a_known_person_keeps_their_address_when_another_request_lapses(client, sheet) -> None:
    alert = confirmed(client)
    ask(client, url="/alertes/nouvelle/?q=led")
    Alert.objects.filter(confirmed_at=None).update(asked_at=timezone.now() - timedelta(days=8))
    forget_idle(timezone.now())
    assert Alert.objects.get() == alert
    assert WatchedSearch.objects.get() == alert.search


def test_the_number_of_queries_of_the_form_does_not_grow_with_the_results(
    client, sheet, django_assert_max_num_queries
) -> None:
    client.get(NEW)
    with django_assert_max_num_queries(30) as few:
        client.get(NEW)
    for _ in range(5):
        SheetFactory(title="Éclairage")
    with django_assert_max_num_queries(len(few)):
        client.get(NEW)
