"""Every page that allauth may answer with is one of ours: our words, our look, our policy."""

import pytest
from django.conf import settings
from django.template.loader import get_template
from django.urls import URLResolver

from members.urls import urlpatterns


def names(patterns) -> set[str]:
    """Of the templates that the views under /compte/ answer with."""
    found = set()
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            found |= names(pattern.url_patterns)
        elif view := getattr(pattern.callback, "view_class", None):
            found.add(view.template_name)
    return found


# What allauth answers with from elsewhere.
OTHERS = {
    "429.html",
    "account/mail_failed.html",
    "account/signing_out.html",
    "mfa/recovery_codes/download.txt",
    "socialaccount/authentication_error.html",
}
# A list of codes has no words.
THEIRS = {"mfa/recovery_codes/download.txt"}


@pytest.mark.parametrize("name", sorted((names(urlpatterns) | OTHERS) - THEIRS))
def test_template_is_ours(name) -> None:
    origin = get_template(name).template.origin.name
    assert origin.startswith(str(settings.SITE_DIR / "templates"))


def test_there_are_templates_to_look_at() -> None:
    assert len(names(urlpatterns)) > 20
