"""Blocks of a body: what is drawn, and what stops publication."""

import pytest
import wagtail_factories
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override
from wagtail.models import Page

from ui import embeds
from ui.blocks import BodyBlock, EmbedBlock, problems

FIGURE = {"alt": "", "decorative": False, "caption": "", "credit": ""}


def body(*blocks: tuple[str, object]):
    """A body of (kind, raw value) as it comes from the database."""
    return BodyBlock().to_python([{"type": kind, "value": value} for kind, value in blocks])


def heading(level: int, text: str = "Le besoin") -> tuple[str, object]:
    return ("heading", {"level": str(level), "text": text})


@pytest.fixture(autouse=True)
def english() -> None:
    with override("en"):
        yield


@pytest.fixture
def image():
    return wagtail_factories.ImageFactory(
        title="Place de l’Église", credit="Commune d’Œuilly", file__width=900, file__height=600
    )


def test_an_empty_body_has_no_problem() -> None:
    assert problems(body()) == []
    assert problems(None) == []


@pytest.mark.django_db
def test_an_image_needs_words_or_the_word_decorative(image) -> None:
    bare = {**FIGURE, "image": image.pk}
    (message,) = problems(body(("text", "<p>a</p>"), ("image", bare)))
    assert message.startswith("Block 2: ")
    assert "Place de l’Église" in message
    assert problems(body(("image", {**bare, "alt": "Des pavés"}))) == []
    assert problems(body(("image", {**bare, "decorative": True}))) == []
    assert len(problems(body(("image", {**bare, "alt": "   "})))) == 1


@pytest.mark.django_db
def test_each_image_of_a_gallery_counts(image) -> None:
    bare = {**FIGURE, "image": image.pk}
    assert len(problems(body(("gallery", [bare, {**bare, "alt": "Des pavés"}, bare])))) == 2


@pytest.mark.django_db
def test_a_deleted_image_document_or_page_is_a_problem() -> None:
    gone = body(("image", {**FIGURE, "image": 999, "alt": "x"}), ("document", 999), ("page", 999))
    assert len(problems(gone)) == len(gone)


@pytest.mark.parametrize(
    ("levels", "count"),
    [([2, 3, 3, 2], 0), ([2], 0), ([3], 1), ([3, 3, 2, 3], 1), ([2, 3, 2, 3], 0)],
)
def test_a_sub_heading_needs_a_heading_above_it(levels: list[int], count: int) -> None:
    assert len(problems(body(*(heading(level) for level in levels)))) == count


@pytest.mark.parametrize(
    ("headings", "count"), [(["Seuil", "Loi"], 0), (["Seuil", " "], 1), (["", ""], 2), ([], 1)]
)
def test_a_table_needs_a_heading_on_each_column(headings: list[str], count: int) -> None:
    table = {
        "columns": [{"type": "text", "heading": text} for text in headings],
        "rows": [],
        "caption": "Seuils",
    }
    assert len(problems(body(("table", table)))) == count


@pytest.mark.parametrize(
    ("address", "player"),
    [
        (
            "https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=3",
            "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ",
        ),
        ("https://youtu.be/dQw4w9WgXcQ", "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"),
        ("https://vimeo.com/76979871", "https://player.vimeo.com/video/76979871?dnt=1"),
        (
            "https://www.dailymotion.com/video/x8qzl4t",
            "https://www.dailymotion.com/embed/video/x8qzl4t",
        ),
        (
            "https://tube.numerique.gouv.fr/w/hMJ8DMj1beqv1D12vpgBKq",
            "https://tube.numerique.gouv.fr/videos/embed/hMJ8DMj1beqv1D12vpgBKq",
        ),
    ],
)
def test_a_video_of_an_allowed_site_has_a_player(address: str, player: str) -> None:
    video = embeds.video(address)
    assert video is not None
    assert video.player == player
    assert video.player.startswith(embeds.FRAME_ORIGINS)
    assert problems(body(("embed", {"url": address, "title": "Atelier"}))) == []


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/watch?v=dQw4w9WgXcQ",
        "https://youtube.com.example.org/watch?v=dQw4w9WgXcQ",
        "https://www.youtube.com/watch",
        "https://www.youtube.com/watch?v=../../evil",
        "https://vimeo.com/channels/staffpicks",
        "javascript:alert(1)//youtu.be/dQw4w9WgXcQ",
        "https://[::1",
        "",
    ],
)
def test_any_other_address_has_none(address: str) -> None:
    assert embeds.video(address) is None
    assert len(problems(body(("embed", {"url": address, "title": "Atelier"})))) == 1


def test_the_editor_is_told_which_sites_are_allowed() -> None:
    block = EmbedBlock()
    value = block.to_python({"url": "https://example.org/film", "title": "Atelier"})
    with pytest.raises(ValidationError) as refused:
        block.clean(value)
    assert "YouTube" in str(refused.value.block_errors["url"])


def test_a_video_asks_its_site_for_nothing_before_the_click() -> None:
    html = body(("embed", {"url": "https://youtu.be/dQw4w9WgXcQ", "title": "Atelier"}))
    drawn = html.render_as_block()
    assert "<iframe" not in drawn
    assert "<img" not in drawn
    assert 'href="https://www.youtube.com/watch?v=dQw4w9WgXcQ"' in drawn
    assert 'data-embed="https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"' in drawn


def test_headings_follow_the_level_of_their_page() -> None:
    stream = body(heading(2, "Le coût"), heading(3))
    assert '<h2 id="le-cout">Le coût</h2>' in stream.render_as_block()
    assert "<h4" in stream.render_as_block({"heading_base": 3})


def test_what_an_editor_types_is_escaped() -> None:
    evil = "<script>alert(1)</script>"
    stream = body(
        heading(2, evil),
        ("quote", {"text": evil, "attribution": evil}),
        ("key_figures", [{"value": evil, "unit": evil, "label": evil}]),
        ("embed", {"url": f"https://example.org/{evil}", "title": evil}),
        (
            "table",
            {
                "columns": [{"type": "text", "heading": evil}],
                "rows": [{"values": [evil]}],
                "caption": evil,
            },
        ),
    )
    assert "<script" not in stream.render_as_block()


@pytest.mark.django_db
def test_a_figure_shows_its_own_credit_or_that_of_the_image(image) -> None:
    own = body(("image", {**FIGURE, "image": image.pk, "alt": "Pavés", "credit": "A. Martin"}))
    assert "A. Martin" in own.render_as_block()
    inherited = body(("image", {**FIGURE, "image": image.pk, "alt": "Pavés"})).render_as_block()
    assert "Commune d’Œuilly" in inherited
    assert 'alt="Pavés"' in inherited


@pytest.mark.django_db
def test_a_decorative_image_says_nothing(image) -> None:
    value = {**FIGURE, "image": image.pk, "alt": "Pavés", "decorative": True}
    assert 'alt=""' in body(("image", value)).render_as_block()


@pytest.mark.django_db
def test_pages_in_a_body_cost_the_same_whatever_their_number() -> None:
    parent = Page.objects.get(depth=2)
    pages = [parent.add_child(instance=Page(title=f"Fiche {n}")) for n in range(9)]
    parent.add_child(instance=Page(title="Brouillon", live=False))

    def cost(count: int) -> int:
        with CaptureQueriesContext(connection) as queries:
            html = body(*(("page", page.pk) for page in pages[:count])).render_as_block()
        assert html.count("<article") == count
        return len(queries)

    cost(1)
    assert cost(9) == cost(2)


@pytest.mark.django_db
def test_a_page_that_is_not_published_is_not_shown() -> None:
    parent = Page.objects.get(depth=2)
    draft = parent.add_child(instance=Page(title="Brouillon", live=False))
    assert "Brouillon" not in body(("page", draft.pk)).render_as_block()
