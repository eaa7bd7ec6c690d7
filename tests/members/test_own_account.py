"""One's own account: name, address, password; what changes who may enter is told by mail."""

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from members.models import User
from tests.factories.members import PASSWORD, UserFactory
from tests.members.journeys import ADDRESS, anonymous, link, prove, sign_in, signed_in

pytestmark = pytest.mark.django_db
NEW = "treize lampadaires allumés"


@pytest.fixture
def member(client) -> User:
    user = UserFactory(email=ADDRESS, display_name="Mairie d’Œuilly")
    sign_in(client)
    prove(client)
    return user


@pytest.mark.parametrize("name", ["account", "account_name", "account_email"])
def test_pages_of_an_account_ask_to_sign_in(client, name) -> None:
    url = reverse(name)
    assert client.get(url).url == f"{reverse('account_login')}?next={url}"


def test_account_page_shows_what_is_mine_and_is_kept_by_nobody(client, member) -> None:
    response = client.get(reverse("account"))
    page = response.content.decode()
    assert "Mairie d’Œuilly" in page
    assert ADDRESS in page
    assert "no-store" in response["Cache-Control"]
    assert "noindex" in page


def test_displayed_name_is_changed(client, member) -> None:
    response = client.post(reverse("account_name"), {"display_name": "Agnès, mairie d’Œuilly"})
    assert response.url == reverse("account")
    page = client.get(response.url).content.decode()
    assert "Agnès, mairie d’Œuilly" in page
    assert "Votre nom affiché est changé." in page
    page = client.post(reverse("account_name"), {"display_name": " "}).content.decode()
    assert "Saisissez le nom que les autres liront." in page


def test_password_is_changed_told_by_mail_and_ends_other_sessions(client, member) -> None:
    elsewhere = Client()
    sign_in(elsewhere)
    typed = {"oldpassword": PASSWORD, "password1": NEW}
    assert client.post(reverse("account_change_password"), typed).url == reverse("account")
    member.refresh_from_db()
    assert member.check_password(NEW)
    assert signed_in(client)
    assert elsewhere.get(reverse("account")).status_code == 302
    assert mail.outbox[-1].subject == "Votre compte a changé"
    assert link() == reverse("account_reset_password")


def test_password_is_not_changed_without_the_present_one(client, member) -> None:
    typed = {"oldpassword": "faux", "password1": NEW}
    page = client.post(reverse("account_change_password"), typed).content.decode()
    assert "Ce n’est pas votre mot de passe actuel." in page
    member.refresh_from_db()
    assert member.check_password(PASSWORD)


def change_address(client, email="maire@oeuilly.example"):
    return client.post(reverse("account_email"), {"email": email, "action_add": "1"})


def test_address_is_changed_once_the_new_one_is_confirmed(client, member) -> None:
    change_address(client)
    assert mail.outbox[-1].to == ["maire@oeuilly.example"]
    page = client.get(reverse("account_email")).content.decode()
    assert "maire@oeuilly.example" in page
    member.refresh_from_db()
    assert member.email == ADDRESS
    assert client.post(link()).url == reverse("account")
    member.refresh_from_db()
    assert member.email == "maire@oeuilly.example"
    assert [address.email for address in member.emailaddress_set.all()] == [member.email]
    # The old one is told: whoever has it may be the owner.
    assert ADDRESS in [to for message in mail.outbox[1:] for to in message.to]
    assert signed_in(Client()) is False
    other = Client()
    sign_in(other, ADDRESS)
    assert not signed_in(other)


def test_a_change_of_address_can_be_taken_back(client, member) -> None:
    change_address(client)
    client.post(reverse("account_email"), {"email": "maire@oeuilly.example", "action_remove": "1"})
    assert [address.email for address in member.emailaddress_set.all()] == [ADDRESS]


def test_the_address_of_another_account_is_neither_told_nor_taken(client, member) -> None:
    UserFactory(email="prise@oeuilly.example")
    free = anonymous(change_address(client, "libre@oeuilly.example").content)
    taken = anonymous(change_address(client, "prise@oeuilly.example").content)
    assert free == taken
    assert client.get(link()).status_code == 200
    client.post(link())
    member.refresh_from_db()
    assert member.email == ADDRESS


def test_sensitive_changes_ask_for_the_password_again(client, member, settings) -> None:
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 0
    response = change_address(client)
    assert response.url.startswith(reverse("account_reauthenticate"))
    assert mail.outbox == []
    page = client.post(response.url, {"password": "faux"}).content.decode()
    assert "Ce n’est pas votre mot de passe." in page
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
    # What was typed is not lost.
    client.post(response.url, {"password": PASSWORD}, follow=True)
    assert mail.outbox[-1].to == ["maire@oeuilly.example"]


def test_forgotten_password_is_set_anew_by_mail(client) -> None:
    user = UserFactory(email=ADDRESS)
    client.post(reverse("account_reset_password"), {"email": "Secretariat@Oeuilly.example"})
    (message,) = mail.outbox
    assert message.to == [user.email]
    form = client.get(link(), follow=True)
    address = form.redirect_chain[-1][0]
    # The key is in no address that a page could tell to another.
    assert address.endswith("-set-password/")
    weak = client.post(address, {"password1": "court"})
    assert "12" in str(weak.context["form"].errors["password1"])
    response = client.post(address, {"password1": NEW})
    assert response.url == reverse("account_reset_password_from_key_done")
    assert "Votre mot de passe est changé" in client.get(response.url).content.decode()
    user.refresh_from_db()
    assert user.check_password(NEW)
    page = Client().get(link(message), follow=True).content.decode()
    assert "Ce lien est trop ancien" in page


def test_the_answer_is_the_same_for_a_known_and_an_unknown_address() -> None:
    UserFactory(email="connue@oeuilly.example")
    told = []
    for email in ("connue@oeuilly.example", "inconnue@oeuilly.example"):
        visitor = Client()
        response = visitor.post(reverse("account_reset_password"), {"email": email})
        page = visitor.get(response.url)
        told.append((response.status_code, response.url, sorted(response.cookies), page.content))
    assert told[0] == told[1]
    assert [message.to[0][:3] for message in mail.outbox] == ["con", "inc"]
    assert mail.outbox[1].subject == "Aucun compte avec cette adresse"


def test_messages_to_one_address_are_limited(client, settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"reset_password": "1/m/key"}
    for status in (302, 429):
        response = client.post(reverse("account_reset_password"), {"email": ADDRESS})
        assert response.status_code == status


def test_account_of_the_command_signs_in_at_once(client) -> None:
    User.objects.create_superuser(ADDRESS, PASSWORD, display_name="Exploitation")
    sign_in(client)
    assert signed_in(client)


def test_accounts_from_before_are_confirmed_by_the_migration(client) -> None:
    from importlib import import_module

    from django.apps import apps

    user = User.objects.create_user(ADDRESS, PASSWORD, display_name="Ancien compte")
    migration = import_module("members.migrations.0004_addresses_of_accounts")
    migration.confirm_addresses(apps, None)
    assert user.emailaddress_set.get().verified
    sign_in(client)
    assert signed_in(client)
