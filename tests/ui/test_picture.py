"""Pictures: right sizes, never enlarged, no layout shift."""

import re

import pytest
import wagtail_factories
from django.template import engines

pytestmark = pytest.mark.django_db


def draw(image, tag: str, **context: str) -> str:
    return engines["django"].from_string(tag).render({"image": image, **context})


def widths(html: str, kind: str) -> list[int]:
    (srcset,) = re.findall(rf'type="image/{kind}" srcset="([^"]+)"', html)
    return [int(width) for width in re.findall(r" (\d+)w", srcset)]


def test_a_large_image_comes_in_three_widths() -> None:
    image = wagtail_factories.ImageFactory(file__width=1600, file__height=900)
    html = draw(image, '{% picture image "Un marché" "50vw" ratio="16x9" %}')
    assert widths(html, "webp") == [400, 800, 1200]
    assert 'width="1200" height="675" alt="Un marché" loading="lazy"' in html
    assert html.count('sizes="50vw"') == 1


@pytest.mark.parametrize(("width", "height"), [(300, 200), (500, 900), (900, 300)])
def test_a_small_image_is_never_enlarged(width: int, height: int) -> None:
    image = wagtail_factories.ImageFactory(file__width=width, file__height=height)
    for tag in ("{% picture image %}", '{% picture image ratio="16x9" %}'):
        html = draw(image, tag)
        assert max(widths(html, "webp")) <= width
        assert int(re.findall(r' height="(\d+)"', html)[0]) <= height


def test_what_stands_first_is_not_lazy() -> None:
    image = wagtail_factories.ImageFactory(file__width=900, file__height=600)
    html = draw(image, "{% picture image lazy=False %}")
    assert "lazy" not in html
    assert 'fetchpriority="high"' in html


def test_words_are_escaped_and_no_image_is_nothing() -> None:
    image = wagtail_factories.ImageFactory(file__width=900, file__height=600)
    assert 'alt="&quot;&gt;"' in draw(image, "{% picture image alt %}", alt='">')
    assert draw(None, "{% picture image %}") == ""


def test_drawing_again_asks_nothing(django_assert_num_queries) -> None:
    image = wagtail_factories.ImageFactory(file__width=900, file__height=600)
    draw(image, "{% picture image %}")
    fresh = type(image).objects.prefetch_related("renditions").get(pk=image.pk)
    with django_assert_num_queries(0):
        draw(fresh, "{% picture image %}")


def test_a_lost_file_leaves_the_page_without_the_picture() -> None:
    image = wagtail_factories.ImageFactory(file__width=900, file__height=600)
    image.file.storage.delete(image.file.name)
    assert draw(image, "<p>Avant</p>{% picture image %}") == "<p>Avant</p>"
