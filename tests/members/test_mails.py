"""The messages about accounts have words of ours in French and in English, as text and as HTML."""

from pathlib import Path

import allauth
import pytest
from django.utils import translation

from members import mails

TEMPLATES = Path(allauth.__file__).parent / "templates"
# Of what this site does not offer: codes by mail instead of links.
UNUSED = {
    "account/email/login_code",
    "account/email/password_reset_code",
    "account/email/email_confirm",
}
CONTEXT = {
    "activate_url": "http://testserver/a/",
    "password_reset_url": "http://testserver/b/",
    "signup_url": "http://testserver/c/",
    "from_email": "avant@oeuilly.example",
    "to_email": "apres@oeuilly.example",
    "deleted_email": "avant@oeuilly.example",
    "provider": "ProConnect",
}


def names(*apps: str) -> list[str]:
    return sorted(
        f"{app}/email/{path.name.removesuffix('_subject.txt')}"
        for app in apps
        for path in (TEMPLATES / app / "email").glob("*_subject.txt")
    )


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("name", sorted({*names("account", "mfa", "socialaccount")} - UNUSED))
def test_message_has_words(name, language) -> None:
    with translation.override(language):
        message = mails.letter(name, "a@b.example", CONTEXT)
    html = message.alternatives[0].content
    assert message.to == ["a@b.example"]
    assert "{" not in message.subject + message.body
    assert f'<html lang="{language}">' in html
    assert "http://testserver" in message.body
    assert message.subject in html


def test_names_typed_by_strangers_stay_out_of_messages() -> None:
    """A message to an address that anybody may type could carry advertisement."""
    context = CONTEXT | {"user": "<b>Gagnez https://example.com</b>"}
    for name in {*mails.LETTERS}:
        message = mails.letter(name, "a@b.example", context)
        assert "example.com" not in message.body
