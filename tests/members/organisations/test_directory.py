"""The directory: only who wishes it, only what is confirmed, never an address."""

import pytest

from members.organisations.models import Membership
from tests.factories.members import UserFactory
from tests.factories.organisations import MembershipFactory, OrganisationFactory, ProfileFactory
from tests.factories.taxonomy import ThemeFactory
from tests.factories.territories import CommuneFactory

pytestmark = pytest.mark.django_db
ADDRESS = "/annuaire/"


@pytest.fixture
def ask(client):
    client.force_login(UserFactory())

    def page(**query) -> str:
        response = client.get(ADDRESS, query)
        assert response.status_code == 200
        return response.content.decode()

    return page


def listed(name: str, **fields):
    user = UserFactory(display_name=name)
    ProfileFactory(member=user)
    return MembershipFactory(member=user, **fields)


def test_only_members_read_it(client) -> None:
    listed("Agnès de Seyssins")
    for path in (ADDRESS, "/en/annuaire/"):
        response = client.get(path)
        assert response.status_code == 302
        assert "connexion" in response.url


def test_it_shows_who_wishes_it_and_is_confirmed(ask) -> None:
    shown = listed("Agnès de Seyssins")
    waiting = listed("Qui attend", waiting=True)
    ended = listed("Qui est parti", status=Membership.Status.ENDED)
    hidden = MembershipFactory(member=UserFactory(display_name="Qui ne veut pas"))
    closed = listed("Compte fermé")
    closed.member.is_active = False
    closed.member.save()
    page = ask()
    assert "Agnès de Seyssins" in page
    assert "Seyssins, Isère (8\u00a0092\u00a0habitants)" in page
    for one in (waiting, ended, hidden, closed):
        assert one.member.display_name not in page
    assert shown.member.email not in page
    assert "@" not in page.split("<main")[1].split("</main")[0]


def test_a_company_is_marked(ask) -> None:
    listed("Vendeuse", organisation=OrganisationFactory(company=True))
    assert "entreprise" in ask()


def test_filters_narrow(ask) -> None:
    theme = ThemeFactory(name="Éclairage public", slug="eclairage-public")
    seyssins = listed("Agnès de Seyssins", role=Membership.Role.ELECTED)
    seyssins.member.profile.themes.add(theme)
    listed("Bruno de Lumière", organisation=OrganisationFactory(company=True))
    listed(
        "Chloé de Saint-Denis",
        organisation=OrganisationFactory(territory=CommuneFactory(overseas=True)),
    )
    for query, names in (
        ({"q": "seyssins"}, "A"),
        ({"q": "Isère"}, "A"),
        ({"q": "grenoble-alpes métropole"}, "A"),
        ({"q": "La Réunion"}, "C"),
        ({"q": "bruno"}, "B"),
        ({"kind": "company"}, "B"),
        ({"kind": "company", "q": "seyssins"}, ""),
        ({"role": "elected"}, "A"),
        ({"theme": "eclairage-public"}, "A"),
        ({"role": "maire"}, "ABC"),
        ({"theme": "nulle-part"}, "ABC"),
        ({"q": "%"}, ""),
        ({"q": "<script>alert(1)</script>"}, ""),
    ):
        page = ask(**query)
        found = "".join(
            letter
            for letter, name in zip("ABC", ("Agnès de S", "Bruno de L", "Chloé de S"), strict=True)
            if name in page
        )
        assert found == names, query
        assert "<script>alert" not in page


def test_an_empty_directory_says_what_to_do(ask) -> None:
    assert "Personne pour l’instant" in ask()


@pytest.mark.parametrize("number", ["0", "-1", "2", "x", "９", "1" * 50])
def test_pages_that_are_not_there(client, number) -> None:
    client.force_login(UserFactory())
    assert client.get(ADDRESS, {"page": number}).status_code == 404


def test_it_is_paged_and_costs_the_same_for_twenty_as_for_one(
    client, django_assert_max_num_queries
) -> None:
    client.force_login(UserFactory())

    def count() -> int:
        with django_assert_max_num_queries(30) as queries:
            client.get(ADDRESS)
        return len(queries)

    listed("Agent 0")
    client.get(ADDRESS)
    before = count()
    for number in range(1, 22):
        one = listed(f"Agent {number}")
        one.member.profile.themes.add(ThemeFactory())
    # One more: the gap of the pager asks for nothing.
    assert count() <= before
    page = client.get(ADDRESS, {"page": "2", "kind": "commune"}).content.decode()
    assert 'href="/annuaire/?kind=commune"' in page
