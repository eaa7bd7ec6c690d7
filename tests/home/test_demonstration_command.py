"""`manage.py load_demonstration`: what it needs, and the accounts it makes."""

import io
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client, override_settings
from PIL import Image

from home.demonstration.accounts import create_accounts
from home.demonstration.covers import CREDIT, Covers, draw_first_pictures, drawing_room
from home.demonstration.loading import load
from home.demonstration.pages import Report
from home.demonstration.reading import key_of, read
from home.demonstration.terms import UnknownName
from home.management.commands import load_demonstration
from members.models import User
from tests.factories import experiences as make

pytestmark = pytest.mark.django_db


def test_a_missing_territory_is_named() -> None:
    with pytest.raises(UnknownName, match="load_territories"):
        load(say=lambda line: None, covers=False, sheets=1)


def test_the_command_asks_for_the_territories_first() -> None:
    with pytest.raises(CommandError, match="load_territories"):
        call_command("load_demonstration")


def test_accounts_can_sign_in_once_made(client: Client) -> None:
    accounts = create_accounts()
    create_accounts()

    assert len(accounts) == User.objects.count() == 4
    assert client.login(username="redaction@example.org", password="terrain-commun")
    assert not User.objects.get(email="redaction@example.org").is_superuser
    assert User.objects.get(email="administration@example.org").is_superuser


def test_an_account_that_exists_keeps_its_password() -> None:
    User.objects.create_user("redaction@example.org", "à moi seul", display_name="R")

    create_accounts()

    assert User.objects.get(email="redaction@example.org").check_password("à moi seul")


@override_settings(DEMONSTRATION_PASSWORD="")
def test_no_account_without_a_demonstration_password() -> None:
    assert create_accounts() == []
    assert not User.objects.exists()


@pytest.fixture
def loading(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What the command asks of `load`, which answers two pages and some work for an editor."""
    asked: dict[str, Any] = {}

    def answer(**options: Any) -> Report:
        asked.update(options)
        return Report(
            say=options["say"],
            created=2,
            drafts=["acote : sans source"],
            skipped=["mobilites : adresse prise"],
        )

    make.commune()
    monkeypatch.setattr(load_demonstration, "load", answer)
    monkeypatch.setattr(load_demonstration, "draw_first_pictures", lambda: asked.update(drawn=True))
    return asked


def printed_by(*arguments: str) -> str:
    out = io.StringIO()
    call_command("load_demonstration", *arguments, stdout=out)
    return out.getvalue()


def test_the_command_says_what_an_editor_has_to_look_at(loading: dict[str, Any]) -> None:
    printed = printed_by()

    assert "Brouillon, acote : sans source" in printed
    assert "Laissé de côté, mobilites : adresse prise" in printed
    assert "Contenu de démonstration : 2 pages" in printed
    assert "Rédaction : redaction@example.org" in printed
    assert "Mot de passe : terrain-commun" in printed
    assert loading["drawn"]


def test_the_command_draws_nothing_when_told(loading: dict[str, Any]) -> None:
    printed_by("--without-covers")

    assert loading["covers"] is False
    assert "drawn" not in loading


@override_settings(DEMONSTRATION_PASSWORD="")
def test_the_command_tells_no_password_where_there_is_none(loading: dict[str, Any]) -> None:
    assert "Mot de passe" not in printed_by()


def test_a_name_that_is_nowhere_is_an_error_in_one_line(
    loading: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(**options: Any) -> Report:
        raise UnknownName("Commune 99999 : inconnue")

    monkeypatch.setattr(load_demonstration, "load", refuse)

    with pytest.raises(CommandError, match=r"^Commune 99999 : inconnue$"):
        printed_by()


def test_a_cover_that_was_ordered_is_taken_once() -> None:
    with ThreadPoolExecutor(1) as pool:
        covers = Covers(pool)
        covers.order("oeuilly-eau", "eau")
        cover = covers.take("oeuilly-eau", "L’eau à Œuilly")

        assert covers.take("oeuilly-eau", "L’eau à Œuilly") is None

    assert (cover.title, cover.credit) == ("Couverture : L’eau à Œuilly", CREDIT)
    with cover.file.open() as file, Image.open(file) as drawn:
        assert (drawn.format, drawn.size) == ("WEBP", (1200, 675))


def test_without_a_drawing_room_every_page_goes_without_cover() -> None:
    with drawing_room(draw=False) as covers:
        covers.order("oeuilly-eau", "eau")

        assert covers.take("oeuilly-eau", "L’eau à Œuilly") is None


def test_the_home_page_finds_its_first_pictures_drawn() -> None:
    [first, *_others] = read("site")["latest_sheets"]
    shown = make.SheetFactory(covered=True, translation_key=key_of("sheet", first))
    other = make.SheetFactory(covered=True)

    draw_first_pictures()

    assert shown.cover.renditions.exists()
    assert not other.cover.renditions.exists()
