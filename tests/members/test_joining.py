"""Making an account: asked, confirmed by the mail, and back on the page one came from."""

from smtplib import SMTPException

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from members.consents import TERMS_VERSION
from members.models import Consent, User
from tests.factories.members import UserFactory
from tests.members.journeys import (
    ADDRESS,
    anonymous,
    answers,
    join,
    link,
    prove,
    sign_in,
    signed_in,
)

pytestmark = pytest.mark.django_db
SHEET = "/experiences/prefailles-eclairage-a-la-demande/"


def test_a_secretary_joins_confirms_and_is_back_on_her_page(client) -> None:
    page = client.get(reverse("account_login"), {"next": SHEET})
    assert f'href="{reverse("account_signup")}?next=' in page.content.decode()
    assert join(client, SHEET).url == reverse("account_email_verification_sent")
    assert not signed_in(client)
    user = User.objects.get()
    assert (user.email, user.display_name) == (ADDRESS, "Mairie d’Œuilly")
    confirmation = link()
    assert client.get(confirmation).status_code == 200
    # Programs that check mails open links: nothing is confirmed by that.
    assert not user.emailaddress_set.get().verified
    assert client.post(confirmation).url == SHEET
    assert signed_in(client)
    assert user.emailaddress_set.get().verified


def test_the_link_opened_on_another_device_leads_to_sign_in_and_then_to_the_page(client) -> None:
    join(client, SHEET)
    telephone = Client()
    done = telephone.post(link())
    assert done.url.startswith(reverse("account_login"))
    assert not signed_in(telephone)
    page = telephone.get(done.url).content.decode()
    assert "Votre adresse est confirmée." in page
    assert f'name="next" value="{SHEET}"' in page
    done = sign_in(telephone, password="douze lampadaires éteints", next=SHEET)
    assert done.url == SHEET


def test_consent_is_kept_with_the_version_of_the_text(client) -> None:
    join(client)
    consent = Consent.objects.get()
    assert consent.user.email == ADDRESS
    assert (consent.subject, consent.version) == (Consent.Subject.TERMS, TERMS_VERSION)
    assert consent.given_at


def test_who_has_not_confirmed_does_not_enter_and_is_sent_the_message_again(client, settings):
    settings.ACCOUNT_RATE_LIMITS = {"confirm_email": None}
    join(client)
    other = Client()
    done = sign_in(other, password="douze lampadaires éteints")
    assert done.url == reverse("account_email_verification_sent")
    assert not signed_in(other)
    assert len(mail.outbox) == 2


@pytest.mark.parametrize(
    ("changes", "field", "says"),
    [
        ({"email": ""}, "email", "Saisissez votre adresse électronique."),
        ({"email": "mairie"}, "email", "Ce n’est pas une adresse électronique"),
        ({"display_name": ""}, "display_name", "Saisissez le nom que les autres liront."),
        ({"password1": "court"}, "password1", "12"),
        ({"password1": ADDRESS}, "password1", ""),
        ({"terms": ""}, "terms", "Lisez les conditions d’utilisation"),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_stays(client, changes, field, says) -> None:
    response = client.post(reverse("account_signup"), answers(**changes))
    page = response.content.decode()
    assert f'href="#id_{field}"' in page
    assert says in str(response.context["form"].errors[field])
    assert changes.get("display_name", "Mairie d’Œuilly") in page
    assert not User.objects.exists()
    assert mail.outbox == []


def test_the_answer_is_the_same_for_a_new_a_known_and_an_unconfirmed_address(client) -> None:
    UserFactory(email="connue@oeuilly.example")
    join(Client(), email="attente@oeuilly.example")
    mail.outbox.clear()
    told = []
    for email in ("neuve@oeuilly.example", "connue@oeuilly.example", "attente@oeuilly.example"):
        visitor = Client()
        response = join(visitor, SHEET, email=email)
        page = visitor.get(response.url)
        told.append(
            (
                response.status_code,
                response.url,
                anonymous(response.content, email),
                sorted(response.cookies),
                anonymous(page.content, email),
                sorted(page.cookies),
            )
        )
    assert told[0] == told[1] == told[2]
    assert [message.to for message in mail.outbox][:2] == [
        ["neuve@oeuilly.example"],
        ["connue@oeuilly.example"],
    ]
    assert mail.outbox[1].subject == "Vous avez déjà un compte"
    assert User.objects.count() == 3


def test_an_address_is_free_again_for_its_owner_who_confirms_it(client, settings) -> None:
    """Somebody else began an account with it, and never could confirm."""
    settings.ACCOUNT_RATE_LIMITS = {"confirm_email": None}
    join(Client(), email="maire@oeuilly.example")
    owner = UserFactory(email="ancienne@oeuilly.example")
    sign_in(client, owner.email)
    prove(client)
    client.post(reverse("account_email"), {"email": "maire@oeuilly.example", "action_add": "1"})
    client.post(link())
    assert User.objects.get().pk == owner.pk
    owner.refresh_from_db()
    assert owner.email == "maire@oeuilly.example"


def test_a_program_that_fills_in_everything_gets_no_account(client) -> None:
    response = join(client, website="https://example.com")
    assert response.url == reverse("account_email_verification_sent")
    assert not User.objects.exists()
    assert mail.outbox == []


@pytest.mark.parametrize(
    "target", ["https://example.com/", "//example.com/", "javascript:alert(1)"]
)
def test_nobody_is_led_to_another_site(client, target) -> None:
    join(client, target)
    assert "example.com" not in link()
    assert client.post(f"{link()}?retour={target}").url == reverse("account")
    join(Client(), email="autre@oeuilly.example")
    assert Client().post(f"{link()}?retour={target}").url == reverse("account_login")


def test_a_link_that_is_cut_says_what_to_do(client) -> None:
    page = client.get(reverse("account_confirm_email", args=["coupe"])).content.decode()
    assert "Ce lien est trop ancien" in page


def test_a_mail_server_that_does_not_answer_is_told_and_the_account_waits(
    client, monkeypatch
) -> None:
    def refuse(*_args, **_kwargs):
        raise SMTPException

    with monkeypatch.context() as broken:
        broken.setattr("django.core.mail.message.EmailMessage.send", refuse)
        response = join(client)
    assert response.status_code == 503
    assert "Le message n’a pas pu partir" in response.content.decode()
    assert Consent.objects.filter(user__email=ADDRESS).exists()


def test_too_many_accounts_from_one_place_are_refused_in_french(client, settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"signup": "1/m/ip"}
    join(client)
    response = join(Client(), email="autre@oeuilly.example")
    assert response.status_code == 429
    assert "Trop de tentatives" in response.content.decode()
    assert User.objects.count() == 1


def test_terms_are_read_without_a_cookie_and_kept_by_caches(client) -> None:
    response = client.get(reverse("account_terms"))
    assert response.status_code == 200
    assert not response.cookies
    assert "public" in response["Cache-Control"]


def test_the_account_is_made_in_english_too(client) -> None:
    page = client.get("/en/compte/inscription/").content.decode()
    assert "Make my account" in page
    client.post("/en/compte/inscription/", answers())
    assert mail.outbox[0].subject == "Confirm your address"
    assert "/en/compte/adresse/confirmer/" in mail.outbox[0].body
