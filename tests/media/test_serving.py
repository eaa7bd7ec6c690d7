"""Renditions in development, share cards everywhere."""

import io
from collections.abc import Callable

import pytest
from django.http import Http404
from django.test import RequestFactory
from PIL import Image

from media.cards import card_for, card_response, stored_card
from media.lettering import HEADING, drawable, fit, font
from media.views import serve_rendition
from tests.factories.media import PictureFactory
from tests.media.conftest import content_of

Files = Callable[[], list[str]]
WORDS = {
    "title": "Éclairer la rue au passage des habitants",
    "kind": "Fiche d’expérience",
    "line": "Œuilly, Aisne · 12\u202f400 habitants",
    "slug": "oeuilly-eclairage",
    "theme": "eclairage-public",
}


@pytest.mark.django_db
def test_rendition_is_served_with_its_type_and_without_sniffing(rf: RequestFactory) -> None:
    name = PictureFactory().get_rendition("width-20").file.name
    response = serve_rendition(rf.get("/media/"), name)
    assert response["Content-Type"] == "image/webp"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    assert content_of(response)


@pytest.mark.parametrize(
    "path",
    ["", "images", "images/absente.webp", "../../etc/passwd", "../a.webp", "a\0.webp", "/a.webp"],
)
def test_other_paths_are_not_found(rf: RequestFactory, path: str) -> None:
    with pytest.raises(Http404):
        serve_rendition(rf.get("/media/"), path)


def test_page_that_somebody_put_into_the_public_folder_is_not_served(
    rf: RequestFactory, settings
) -> None:
    settings.MEDIA_ROOT.mkdir(parents=True)
    (settings.MEDIA_ROOT / "page.html").write_text("<script>alert(1)</script>")
    with pytest.raises(Http404):
        serve_rendition(rf.get("/media/"), "page.html")


def test_card_has_the_size_that_networks_ask_for() -> None:
    card = card_for(**WORDS)
    with Image.open(io.BytesIO(card)) as image:
        assert (image.format, image.size) == ("JPEG", (1200, 630))
    assert len(card) < 200_000


def test_card_is_the_same_each_time_and_follows_its_words() -> None:
    assert card_for(**WORDS) == card_for(**WORDS)
    for change in ("title", "kind", "line", "slug", "theme"):
        assert card_for(**WORDS) != card_for(**WORDS | {change: "Metz"})


@pytest.mark.parametrize(
    "title", ["", "É", "Mot " * 100, "Anticonstitutionnellement" * 12, "🚰 Eau", "\0\n\t", "Ωδή 水"]
)
def test_any_title_and_line_fit(title: str) -> None:
    assert card_for(**WORDS | {"title": title, "kind": title, "line": title})


def test_long_title_is_wrapped_shrunk_then_shortened() -> None:
    area = {"width": 600, "height": 300, "sizes": range(68, 31, -4)}
    face, lines = fit("Une rue", HEADING, **area)
    assert (face.size, lines) == (68, ["Une rue"])
    longer, _ = fit("Éclairer la rue au passage des habitants " * 2, HEADING, **area)
    assert 32 <= longer.size < 68
    smallest, lines = fit("Éclairer la rue au passage des habitants " * 9, HEADING, **area)
    assert smallest.size == 32
    assert lines[-1].endswith("…")
    assert all(smallest.getlength(line) <= 600 for line in lines)
    cut = font(HEADING, 40)
    _, lines = fit("a" * 200, HEADING, width=300, height=900, sizes=range(40, 31, -4))
    assert "".join(lines) == "a" * 200
    assert all(cut.getlength(line) <= 300 for line in lines)


def test_letters_that_the_font_lacks_lose_their_accent_or_go() -> None:
    assert drawable("L’HAŸ-LES-ROSES — Œuilly, Saint-Étienne « 12\u202f400 € »") == (
        "L’HAY-LES-ROSES — Œuilly, Saint-Étienne « 12\u00a0400 € »"
    )
    assert drawable("Eau 🚰 水\nvive") == "Eau vive"


def test_card_is_drawn_once_and_kept(stored_files: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    name = stored_card(**WORDS)
    assert stored_files() == [f"public/{name}"]
    monkeypatch.setattr("media.cards.card_for", None)
    assert stored_card(**WORDS) == name


def test_card_is_answered_with_a_tag_for_its_content(rf: RequestFactory) -> None:
    first = card_response(rf.get("/"), **WORDS)
    assert content_of(first).startswith(b"\xff\xd8\xff")
    assert first["Content-Type"] == "image/jpeg"
    again = rf.get("/", headers={"If-None-Match": first["ETag"]})
    assert card_response(again, **WORDS).status_code == 304
    assert content_of(card_response(again, **WORDS | {"title": "Metz"})) != content_of(
        card_response(rf.get("/"), **WORDS)
    )
