"""The questionnaire in the administration: drafts by editors, publication by moderators."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from experiences.diagnostic.models import Edition, QuestionnaireText
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db

NAME = "wagtailsnippets_diagnostic_questionnairetext"


def posted(prefix: str, value: Any) -> dict[str, str]:
    """What the form sends for a raw value of a stream, a list, a group of fields, or one field."""
    if isinstance(value, list):
        found = {f"{prefix}-count": str(len(value))}
        for place, item in enumerate(value):
            one = f"{prefix}-{place}"
            found |= {f"{one}-order": str(place), f"{one}-deleted": "", f"{one}-id": item["id"]}
            if item["type"] != "item":
                found[f"{one}-type"] = item["type"]
            found |= posted(f"{one}-value", item["value"])
        return found
    if isinstance(value, dict):
        found = {}
        for name, inner in value.items():
            found |= posted(f"{prefix}-{name}", inner)
        return found
    if value is None or value is False:
        return {}
    return {prefix: "on" if value is True else str(value)}


def sent(text: QuestionnaireText, **changes: Any) -> dict[str, str]:
    raw = [dict(block) for block in text.sections.raw_data]
    fields = {"title": text.title, "introduction": text.introduction} | changes
    return fields | posted("sections", raw)


def test_an_editor_saves_a_draft_which_asks_nothing_new(client: Client, text) -> None:
    client.force_login(UserFactory(editor=True))
    address = reverse(f"{NAME}:edit", args=[text.pk])
    data = sent(text, title="Où en est-on ?")
    assert client.post(address, data).status_code == 302
    text.refresh_from_db()
    assert text.latest_revision.as_object().title == "Où en est-on ?"
    client.post(address, data | {"action-publish": "1"})
    assert Edition.objects.count() == 1


def test_a_moderator_publishes_and_what_was_asked_before_stays(client: Client, text) -> None:
    client.force_login(UserFactory(moderator=True))
    address = reverse(f"{NAME}:edit", args=[text.pk])
    response = client.post(address, sent(text, title="Où en est-on ?") | {"action-publish": "1"})
    assert response.status_code == 302
    titles = [one.title("fr") for one in Edition.objects.order_by("number")]
    assert titles == ["Où en est votre territoire\u00a0?", "Où en est-on ?"]


def test_what_cannot_be_asked_is_told_in_the_form(client: Client, text) -> None:
    client.force_login(UserFactory(moderator=True))
    data = sent(text) | {"action-publish": "1"}
    (key,) = [name for name, value in data.items() if value == "commune territoire"]
    response = client.post(reverse(f"{NAME}:edit", args=[text.pk]), data | {key: "nulle-part"})
    assert response.status_code == 200
    assert "nulle-part\u00a0», qui n’est pas une réponse" in response.content.decode()
    assert Edition.objects.count() == 1


def test_a_draft_may_have_gaps(client: Client, text) -> None:
    client.force_login(UserFactory(editor=True))
    data = sent(text)
    gaps = [name for name in data if name.endswith(("-help", "-example", "-introduction"))]
    response = client.post(reverse(f"{NAME}:edit", args=[text.pk]), data | dict.fromkeys(gaps, ""))
    assert response.status_code == 302


def test_a_second_one_is_refused_in_the_form(client: Client, text) -> None:
    client.force_login(UserFactory(editor=True))
    assert client.post(reverse(f"{NAME}:add"), sent(text)).status_code == 200
    assert QuestionnaireText.objects.count() == 2
