"""Accounts in the administration: who makes and changes them."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from members.models import User
from members.roles import Role
from tests.factories.members import PASSWORD, UserFactory
from tests.members.journeys import sign_in, signed_in

pytestmark = pytest.mark.django_db


def test_administration_speaks_french_at_gestion(client) -> None:
    client.force_login(UserFactory(superuser=True))
    page = client.get("/gestion/").content.decode()
    assert '<html lang="fr"' in page


def account(**changes):
    return {
        "email": "nouvelle@lhay-les-roses.example",
        "display_name": "Secrétaire de mairie",
        "password1": "douze lampadaires éteints",
        "password2": "douze lampadaires éteints",
        **changes,
    }


def add_url() -> str:
    return reverse("wagtailusers_users:add")


def test_administrator_creates_an_account_with_a_role(client) -> None:
    client.force_login(UserFactory(administrator=True))
    assert b"display_name" in client.get(add_url()).content
    editors = Group.objects.get(name=Role.EDITOR)
    response = client.post(add_url(), account(groups=[editors.pk]))
    assert response.status_code == 302
    user = User.objects.get(email="nouvelle@lhay-les-roses.example")
    assert user.display_name == "Secrétaire de mairie"
    assert list(user.groups.all()) == [editors]
    assert user.check_password("douze lampadaires éteints")
    visitor = Client()
    sign_in(visitor, user.email, "douze lampadaires éteints")
    assert signed_in(visitor)


def test_address_changed_by_an_administrator_counts_as_confirmed(client) -> None:
    client.force_login(UserFactory(administrator=True))
    user = UserFactory()
    changed = account(is_active="on", password1="", password2="")
    url = reverse("wagtailusers_users:edit", args=[user.pk])
    assert client.post(url, changed).status_code == 302
    visitor = Client()
    sign_in(visitor, "nouvelle@lhay-les-roses.example")
    assert signed_in(visitor)


def test_address_that_waits_is_not_confirmed_by_another_change(client) -> None:
    user = User.objects.create_user(
        "nouvelle@lhay-les-roses.example", PASSWORD, display_name="En attente"
    )
    client.force_login(UserFactory(administrator=True))
    url = reverse("wagtailusers_users:edit", args=[user.pk])
    client.post(url, account(is_active="on", password1="", password2=""))
    user.refresh_from_db()
    assert user.display_name == "Secrétaire de mairie"
    visitor = Client()
    sign_in(visitor, user.email)
    assert not signed_in(visitor)


def test_one_address_is_one_account(client) -> None:
    UserFactory(email="nouvelle@lhay-les-roses.example")
    client.force_login(UserFactory(administrator=True))
    response = client.post(add_url(), account(email="Nouvelle@LHay-les-Roses.example"))
    assert response.status_code == 200
    assert "email" in response.context["form"].errors


def test_weak_password_is_refused(client) -> None:
    client.force_login(UserFactory(administrator=True))
    response = client.post(add_url(), account(password1="court", password2="court"))
    assert "password2" in response.context["form"].errors


def test_administrator_can_neither_make_nor_change_a_superuser(client) -> None:
    client.force_login(UserFactory(administrator=True))
    client.post(add_url(), account(is_superuser="on"))
    assert not User.objects.get(email="nouvelle@lhay-les-roses.example").is_superuser
    chief = UserFactory(superuser=True)
    response = client.post(
        reverse("wagtailusers_users:edit", args=[chief.pk]),
        account(email=chief.email, is_active="on"),
    )
    assert response.status_code == 302
    chief.refresh_from_db()
    assert chief.check_password(PASSWORD)


def test_superuser_makes_another(client) -> None:
    client.force_login(UserFactory(superuser=True))
    client.post(add_url(), account(is_superuser="on"))
    assert User.objects.get(email="nouvelle@lhay-les-roses.example").is_superuser


def test_list_of_accounts_shows_names_and_finds_them(client) -> None:
    client.force_login(UserFactory(administrator=True))
    UserFactory(display_name="Adjointe au numérique")
    url = reverse("wagtailusers_users:index")
    assert "Adjointe au numérique" in client.get(url).content.decode()
    assert "Adjointe au numérique" in client.get(url, {"q": "adjointe"}).content.decode()
    assert "Adjointe au numérique" not in client.get(url, {"q": "zzz"}).content.decode()


def test_editor_changes_only_the_own_account(client) -> None:
    editor, other = UserFactory(editor=True), UserFactory()
    client.force_login(editor)
    assert client.get(reverse("wagtailusers_users:edit", args=[other.pk])).status_code == 302
    url = reverse("wagtailadmin_account")
    form = client.get(url).context["panels_by_tab"]
    data = {
        "name_email-display_name": "Rédaction de Caux-Seine",
        "notifications-updated_comments_notifications": "on",
        "locale-preferred_language": "",
        "locale-current_time_zone": "",
        "theme-theme": "system",
        "theme-contrast": "system",
        "theme-density": "default",
    }
    assert form
    response = client.post(url, data)
    assert response.status_code == 302, response.content
    editor.refresh_from_db()
    assert editor.display_name == "Rédaction de Caux-Seine"


def test_signing_out_ends_the_session(client) -> None:
    client.force_login(UserFactory(editor=True))
    client.post(reverse("wagtailadmin_logout"))
    assert client.get(reverse("wagtailadmin_home")).status_code == 302


def test_password_change_ends_other_sessions(client) -> None:
    user = UserFactory(editor=True)
    client.force_login(user)
    user.set_password("treize lampadaires allumés")
    user.save()
    assert client.get(reverse("wagtailadmin_home")).status_code == 302
