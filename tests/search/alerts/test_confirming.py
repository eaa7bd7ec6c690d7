"""The link of confirmation, the person's own page, and leaving."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.core.signing import TimestampSigner
from django.test import Client

from search.alerts.joining import signed
from search.alerts.limits import address_key
from search.alerts.models import Alert, Attempt, Departure, Rhythm, WatchedSearch, Watcher
from tests.factories.alerts import AlertFactory, WatchedSearchFactory
from tests.factories.experiences import home
from tests.search.alerts.conftest import ADDRESS, ask, confirmed, link_in, own_url
from tests.ui.reading import read

pytestmark = pytest.mark.django_db


def html(response) -> str:
    page = response.content.decode()
    read(page)
    return " ".join(page.split())


def test_following_the_link_confirms_nothing_the_button_does(client, sheet) -> None:
    ask(client)
    link = link_in(mail.outbox[0])
    for _ in range(2):
        response = client.get(link)
        assert response.status_code == 200
        assert html(response).split("<main")[1].count("<button") == 1
        assert "no-store" in response["Cache-Control"]
    assert Alert.objects.get().confirmed_at is None
    response = client.post(link)
    alert = Alert.objects.get()
    assert alert.confirmed_at is not None
    assert response.url == f"{own_url(alert)}?fait=confirmee"
    assert 'role="status"' in html(client.get(response.url))
    # What was there already will not be told.
    assert [*alert.seen] == [str(sheet.pk)]


def test_a_link_may_be_used_twice(client, sheet) -> None:
    alert = confirmed(client)
    first = alert.confirmed_at
    link = link_in(mail.outbox[0])
    assert own_url(alert) in html(client.get(link))
    assert client.post(link).status_code == 302
    assert Alert.objects.get().confirmed_at == first


def test_a_link_works_for_three_days(client, sheet, time_machine) -> None:
    time_machine.move_to("2026-11-25 10:00+01:00")
    ask(client)
    link = link_in(mail.outbox[0])
    time_machine.shift(timedelta(days=3, minutes=1))
    for response in (client.get(link), client.post(link)):
        assert response.status_code == 410
        html(response)
    assert Alert.objects.get().confirmed_at is None


def test_a_link_of_what_is_deleted_leads_nowhere(client, sheet) -> None:
    ask(client)
    Alert.objects.all().delete()
    assert client.post(link_in(mail.outbox[0])).status_code == 410


def tampered(alert: Alert) -> list[str]:
    link = signed(alert)
    key, _dot, rest = link.partition(".")
    return [
        f"{int(key) + 1}.{rest}",
        link[:-1],
        f"{link}A",
        key,
        "x",
        TimestampSigner(sep=".").sign(key),
        TimestampSigner(sep=".", salt="search.alerts.confirmation").sign("x"),
        f"{key}.{rest}".replace(".", ":"),
    ]


def test_links_that_are_not_ours_confirm_nothing(client, sheet) -> None:
    alert = AlertFactory(waiting=True)
    AlertFactory(waiting=True)
    for link in tampered(alert):
        for response in (
            client.get(f"/alertes/confirmer/{link}/"),
            client.post(f"/alertes/confirmer/{link}/"),
        ):
            assert response.status_code == 404, link
            html(response)
    assert not Alert.objects.confirmed().exists()


def test_the_button_is_protected_against_forged_requests(sheet) -> None:
    alert = AlertFactory(waiting=True)
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(f"/alertes/confirmer/{signed(alert)}/").status_code == 403


def test_in_english_everything_is_in_english(client, sheet) -> None:
    home()
    ask(client, url="/en/alertes/nouvelle/?q=lighting", rhythm="hebdomadaire")
    ask(client, url="/en/alertes/nouvelle/?q=lighting", rhythm="une-fois")
    message = mail.outbox[-1]
    assert "Confirm" in message.subject
    link = link_in(message)
    assert link.startswith("/en/")
    assert "Confirm the alert" in html(client.get(link))
    client.post(link)
    assert Watcher.objects.get().language == "en"


def test_the_own_page_shows_only_what_is_confirmed(client, sheet) -> None:
    alert = confirmed(client)
    AlertFactory(watcher=alert.watcher, search__parameters="q=led", waiting=True)
    AlertFactory(search__parameters="q=secret", search__title="Celle d’une autre mairie")
    response = client.get(own_url(alert))
    page = html(response)
    assert "éclairage" in page
    assert "autre mairie" not in page
    assert ADDRESS not in page  # who looks over the shoulder learns no address
    assert "s…@mairie-oeuilly.example" in page
    assert response["Referrer-Policy"] == "same-origin"
    assert "noindex" in response["X-Robots-Tag"]


@pytest.mark.parametrize("token", ["x", "A" * 32, "nouvelle-", "..", "A" * 300])
def test_no_page_for_a_token_that_is_not_known(client, sheet, token) -> None:
    confirmed(client)
    for method in (client.get, client.post):
        assert method(f"/alertes/{token}/").status_code == 404
    assert Alert.objects.count() == 1


def test_the_rhythm_is_changed(client, sheet) -> None:
    alert = confirmed(client)
    response = client.post(own_url(alert), {"action": f"rhythm:{alert.pk}", "rhythm": "quotidien"})
    assert response.url.endswith("?fait=rythme")
    assert Alert.objects.get().rhythm == Rhythm.DAILY
    for rhythm in ("une-fois", "", "x"):
        client.post(own_url(alert), {"action": f"rhythm:{alert.pk}", "rhythm": rhythm})
    assert Alert.objects.get().rhythm == Rhythm.DAILY


@pytest.mark.parametrize("action", ["", "stop:", "stop:x", "rhythm:999", "tout", "stop:999", ":"])
def test_buttons_that_the_page_has_not_change_nothing(client, sheet, action) -> None:
    alert = confirmed(client)
    other = AlertFactory()
    assert client.post(own_url(alert), {"action": action}).status_code == 302
    client.post(own_url(alert), {"action": f"stop:{other.pk}"})
    assert Alert.objects.count() == 2


def test_one_alert_is_ended_and_with_the_last_the_address_goes(client, sheet) -> None:
    alert = confirmed(client)
    second = confirmed(client, url="/alertes/nouvelle/?q=led", rhythm="une-fois")
    response = client.post(own_url(alert), {"action": f"stop:{second.pk}"})
    assert response.url.endswith("?fait=arretee")
    assert WatchedSearch.objects.get() == alert.search
    response = client.post(own_url(alert), {"action": f"stop:{alert.pk}"})
    assert response.url == "/alertes/effacee/"
    html(client.get(response.url))
    assert not Watcher.objects.exists()
    assert not WatchedSearch.objects.exists()


def test_everything_ends_with_one_button(client, sheet) -> None:
    alert = confirmed(client)
    confirmed(client, url="/alertes/nouvelle/?q=led", rhythm="une-fois")
    assert client.post(own_url(alert), {"action": "leave"}).url == "/alertes/effacee/"
    assert not Watcher.objects.exists()
    assert client.get(own_url(alert)).status_code == 404


def test_a_mail_program_leaves_with_one_post(sheet) -> None:
    """RFC 8058: no cookie, no token of a form, no redirect."""
    alert = AlertFactory()
    strict = Client(enforce_csrf_checks=True)
    url = f"{own_url(alert)}quitter/"
    page = html(strict.get(url))
    assert page.count('<form method="post"') == 1
    assert Watcher.objects.count() == 1
    for _ in range(2):  # a program may try again
        response = strict.post(url, {"List-Unsubscribe": "One-Click"})
        assert response.status_code == 200
        html(response)
        assert not response.cookies
        assert not Watcher.objects.exists()


def test_whoever_leaves_takes_a_message_that_is_on_its_way_along(sheet) -> None:
    alert = AlertFactory()
    Departure.objects.create(watcher=alert.watcher, started_at=alert.asked_at)
    Client().post(f"{own_url(alert)}quitter/")
    assert not Departure.objects.exists()


def test_the_own_page_asks_the_same_number_of_queries_for_any_number_of_alerts(
    client, sheet, django_assert_max_num_queries
) -> None:
    alert = AlertFactory()
    client.get(own_url(alert))
    with django_assert_max_num_queries(30) as one:
        client.get(own_url(alert))
    for number in range(5):
        search = WatchedSearchFactory(parameters=f"q={number}")
        AlertFactory(watcher=alert.watcher, search=search)
    with django_assert_max_num_queries(len(one)):
        client.get(own_url(alert))


def test_an_address_is_forgotten_on_demand(client, sheet, capsys) -> None:
    confirmed(client)
    kept = AlertFactory()
    call_command("forget_address", ADDRESS.upper())
    assert "are deleted" in capsys.readouterr().out
    assert Watcher.objects.get() == kept.watcher
    assert not Attempt.objects.filter(key=address_key(ADDRESS)).exists()
    call_command("forget_address", ADDRESS)
    assert "not kept" in capsys.readouterr().out
