"""Editors keep the terms: validation and the lists of the menu."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale

from taxonomy.models import Theme
from tests.factories.members import UserFactory
from tests.factories.taxonomy import PillarFactory, ThemeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client: Client) -> Client:
    client.force_login(UserFactory(superuser=True))
    return client


def address(name: str, *args: object, model: str = "theme") -> str:
    return reverse(f"wagtailsnippets_taxonomy_{model}:{name}", args=args)


@pytest.mark.parametrize("model", ["theme", "pillar", "challenge", "audience", "resourcekind"])
def test_every_kind_of_term_has_its_list(admin: Client, model: str) -> None:
    assert admin.get(address("list", model=model)).status_code == 200


def test_the_list_of_themes_can_be_searched(admin: Client) -> None:
    ThemeFactory(name="Éclairage public", slug="eclairage-public")
    ThemeFactory(name="Déchets", slug="dechets")

    html = admin.get(address("list"), {"q": "Éclairage"}).content.decode()

    assert "<td>eclairage-public</td>" in html.replace(" ", "").replace("\n", "")
    assert "dechets" not in html


def test_an_editor_adds_a_sub_theme(admin: Client) -> None:
    parent = ThemeFactory(name="Énergie")

    data = {"name": "Éclairage", "slug": "eclairage", "description": "", "position": 3}
    response = admin.post(address("add"), {**data, "parent": parent.pk})

    assert response.status_code == 302
    assert Theme.objects.get(slug="eclairage").parent == parent


def test_a_slug_never_changes() -> None:
    theme = ThemeFactory(slug="eau")
    theme.slug = "eaux"

    with pytest.raises(ValidationError, match="eau"):
        theme.full_clean()


def test_translations_share_the_slug() -> None:
    theme = ThemeFactory(slug="eau")
    english = Locale.objects.get_or_create(language_code="en")[0]
    water = theme.copy_for_translation(english)
    water.slug = "water"

    with pytest.raises(ValidationError, match="eau"):
        water.full_clean()


def test_themes_have_two_levels() -> None:
    top = ThemeFactory()
    child = ThemeFactory(parent=top)

    with pytest.raises(ValidationError, match="parent"):
        ThemeFactory.build(parent=child, locale=top.locale, slug="trop-bas").full_clean()
    top.parent = ThemeFactory()
    with pytest.raises(ValidationError, match="parent"):
        top.full_clean()
    child.parent = child
    with pytest.raises(ValidationError, match="parent"):
        child.full_clean()


def test_a_parent_speaks_the_same_language() -> None:
    top = ThemeFactory()
    english = Locale.objects.get_or_create(language_code="en")[0]

    with pytest.raises(ValidationError, match="parent"):
        ThemeFactory.build(parent=top, locale=english, slug="water").full_clean()


def test_a_term_in_use_is_not_deleted(admin: Client) -> None:
    top = ThemeFactory()
    ThemeFactory(parent=top)

    response = admin.post(address("delete", top.pk))

    assert response.status_code == 302
    assert response.url == address("usage", top.pk)
    assert Theme.objects.filter(pk=top.pk).exists()


def test_a_term_that_nothing_uses_is_deleted(admin: Client) -> None:
    pillar = PillarFactory()

    admin.post(address("delete", pillar.pk, model="pillar"))

    assert not type(pillar).objects.filter(pk=pillar.pk).exists()
