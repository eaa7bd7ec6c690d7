"""What people do with their accounts, for the tests: fill in, open a link of a mail, compare."""

import re

from django.core import mail
from django.test import Client
from django.urls import reverse

from tests.factories.members import PASSWORD

ADDRESS = "secretariat@oeuilly.example"


def answers(**changes):
    """What a village secretary types to make an account."""
    return {
        "email": ADDRESS,
        "display_name": "Mairie d’Œuilly",
        "password1": "douze lampadaires éteints",
        "terms": "on",
        **changes,
    }


def join(client: Client, back: str = "", **changes):
    return client.post(reverse("account_signup"), {**answers(**changes), "next": back})


def sign_in(client: Client, email: str = ADDRESS, password: str = PASSWORD, **more):
    return client.post(reverse("account_login"), {"login": email, "password": password, **more})


def prove(client: Client, password: str = PASSWORD):
    """Type the password again, before what is sensitive."""
    return client.post(reverse("account_reauthenticate"), {"password": password})


def signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def link(message=None) -> str:
    """The path of the only link in the last message, which its two forms agree on."""
    message = message or mail.outbox[-1]
    (found,) = re.findall(r"https?://testserver(\S+)", message.body)
    html = message.alternatives[0].content
    assert f"http://testserver{found}".replace("&", "&amp;") in html
    return found


def anonymous(page: bytes, *typed: str) -> str:
    """The page without what was typed and without its token: what is left is to be the same."""
    text = page.decode()
    for word in typed:
        text = text.replace(word, "…")
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", text)
