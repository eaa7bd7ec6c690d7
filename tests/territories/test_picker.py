"""The public picker."""

import pytest
from django.test import Client

pytestmark = pytest.mark.usefixtures("few")


def test_it_answers_a_list_of_what_a_form_needs(client: Client) -> None:
    response = client.get("/territoires.json", {"q": "lans-en", "type": "commune"})
    assert response.headers["Content-Type"] == "application/json"
    assert response.json() == [
        {
            "value": "38205",
            "label": "Lans-en-Vercors, Isère",
            "population": 2751,
            "kind": "commune",
        }
    ]


def test_homonyms_and_merged_communes_can_be_told(client: Client) -> None:
    labels = [row["label"] for row in client.get("/territoires.json?q=saint-denis").json()]
    assert labels[:2] == ["Saint-Denis, La Réunion", "Saint-Denis, Seine-Saint-Denis"]
    (row, *_) = client.get("/territoires.json?q=pierrefitte-sur-seine").json()
    assert row["label"] == "Saint-Denis, Seine-Saint-Denis (Pierrefitte-sur-Seine)"
    assert row["value"] == "93066"


def test_it_is_bounded_shared_and_without_cookies(
    client: Client, django_assert_max_num_queries
) -> None:
    with django_assert_max_num_queries(6):
        response = client.get("/territoires.json?q=s")
    assert len(response.json()) <= 10
    assert "public" in response.headers["Cache-Control"]
    assert "max-age" in response.headers["Cache-Control"]
    assert not response.cookies


@pytest.mark.parametrize("query", ["", "?q=", "?q=%00", "?q=" + "x" * 9_000, "?q=%F0%9F%98%80"])
def test_odd_questions_get_an_empty_list(client: Client, query: str) -> None:
    response = client.get(f"/territoires.json{query}")
    assert response.status_code == 200
    assert response.json() == []


def test_an_unknown_type_is_left_aside(client: Client) -> None:
    assert client.get("/territoires.json?q=isere&type=planet").json()[0]["value"] == "38"


def test_only_reading_is_allowed(client: Client) -> None:
    assert client.post("/territoires.json").status_code == 405
    assert client.head("/territoires.json?q=lans").status_code == 200
