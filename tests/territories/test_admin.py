"""The editors' chooser and list: found like everywhere, and never written by hand."""

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from territories.models import Territory
from tests.factories.members import UserFactory

pytestmark = pytest.mark.usefixtures("few")


@pytest.fixture
def editor(client: Client):
    """Somebody who may enter the admin, and nothing more."""
    user = UserFactory()
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user)
    return user


@pytest.fixture
def administrator(client: Client):
    user = UserFactory(superuser=True)
    client.force_login(user)
    return user


def choices(client: Client, **parameters: str) -> list[str]:
    response = client.get(reverse("territory_chooser:choose_results"), parameters)
    assert response.status_code == 200
    return [territory.code for territory in response.context["results"]]


@pytest.mark.parametrize("typed", ["oeuilly", "Œuilly", "51410", "51480"])
def test_the_chooser_searches_through_the_lookup(client: Client, editor, typed: str) -> None:
    assert choices(client, q=typed)[0] == "51410"


def test_the_chooser_shows_departements_and_former_names(client: Client, editor) -> None:
    response = client.get(
        reverse("territory_chooser:choose_results"), {"q": "pierrefitte-sur-seine"}
    )
    assert "Saint-Denis, Seine-Saint-Denis (Pierrefitte-sur-Seine)" in response.text


def test_the_chooser_says_how_many_inhabit_and_what_is_not_known(client: Client, editor) -> None:
    Territory.objects.filter(code="51410").update(population=12_400)
    results = reverse("territory_chooser:choose_results")
    assert "12\u00a0400" in client.get(results, {"q": "51410"}).text
    Territory.objects.filter(code="51410").update(population=None)
    text = client.get(results, {"q": "51410"}).text
    assert "inconnue" in text
    assert "None" not in text


def test_the_chooser_without_results_says_what_to_do(client: Client, editor) -> None:
    text = client.get(reverse("territory_chooser:choose_results"), {"q": "<zzzzz>"}).text
    assert "&lt;zzzzz&gt;" in text
    assert "code postal" in text


def test_the_chooser_narrows_by_kind_and_says_when_nothing_fits(client: Client, editor) -> None:
    assert choices(client, q="isère", kind="departement") == ["38"]
    assert choices(client, kind="region")
    assert choices(client, q="zzzzz") == []


def test_the_chooser_opens_without_what_no_longer_exists(
    client: Client, editor, django_assert_max_num_queries
) -> None:
    with django_assert_max_num_queries(12):
        response = client.get(reverse("territory_chooser:choose"))
    assert response.status_code == 200
    shown = response.context["results"]
    assert len(shown) == 12
    assert not any(territory.obsolete for territory in shown)


def test_what_is_chosen_comes_back_with_its_label(client: Client, editor) -> None:
    village = Territory.objects.get(code="51410")
    response = client.get(reverse("territory_chooser:chosen", args=[village.pk]))
    assert response.json()["result"]["title"] == "Œuilly, Marne"


def test_pages_use_the_chooser_for_their_territories() -> None:
    from wagtail.admin.forms.models import registry

    from experiences.models import SheetTerritory

    reverse("territory_chooser:choose")  # viewsets register when addresses are read
    field = SheetTerritory._meta.get_field("territory")
    widget = registry.get(field)["widget"]
    assert widget.chooser_modal_url_name == "territory_chooser:choose"


def test_the_list_is_searched_and_finds_merged_communes(client: Client, editor) -> None:
    response = client.get(reverse("territories:index"), {"q": "oeuilly"})
    assert {row.code for row in response.context["object_list"]} == {"51410", "02565"}
    former = Territory.objects.filter(obsolete=True).first()
    assert former is not None
    response = client.get(reverse("territories:index"), {"q": former.code})
    assert former in response.context["object_list"]


def test_the_list_takes_the_same_queries_however_long(
    client: Client, editor, django_assert_max_num_queries
) -> None:
    with django_assert_max_num_queries(20):
        assert client.get(reverse("territories:index")).status_code == 200


def test_a_territory_can_be_inspected_but_written_by_nobody(client: Client, administrator) -> None:
    village = Territory.objects.get(code="51410")
    assert client.get(reverse("territories:inspect", args=[village.pk])).status_code == 200
    for url in (
        reverse("territories:add"),
        reverse("territories:edit", args=[village.pk]),
        reverse("territories:delete", args=[village.pk]),
    ):
        response = client.post(url, {"name": "Elsewhere"})
        assert response.status_code == 302
    village.refresh_from_db()
    assert village.name == "Œuilly"


def test_strangers_see_neither(client: Client) -> None:
    for name in ("territory_chooser:choose", "territories:index"):
        assert client.get(reverse(name)).status_code == 302
