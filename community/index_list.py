"""The categories of the index as they are drawn: kept for a minute, without a word of members.

A hundred of them take 20 ms to draw. What is kept has a mark where a last topic stands; its
address and subject, which a member wrote, are put there for each request: nothing of an account
that is deleted stays in the cache.
"""

from collections.abc import Sequence
from typing import Any

from django.core.cache import cache
from django.core.cache.utils import make_template_fragment_key
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from community.forum.models import Forum
from community.paths import topic_url
from taxonomy.labels import names
from taxonomy.models import Theme
from ui.typography import unbroken

KEPT = 60  # seconds, as public caches do
MARK = "\ue000"  # for private use: no text has a meaning for it
# All that the list tells, but for what members wrote: where it is the same, so is what is kept.
SHOWN = (
    *("pk", "name", "_description_rendered", "direct_topics_count", "direct_posts_count"),
    *("position", "theme__slug", "last_post", "last_post__created"),
)
LAST = ("last_post__topic", "last_post__topic__subject")


def rows() -> list[tuple[Any, ...]]:
    """SHOWN and LAST of every category, in their order; the first is its key. One query."""
    return [*Forum.objects.values_list(*SHOWN, *LAST)]


def drawn(readable: Sequence[tuple[Any, ...]]) -> SafeString:
    """The list of these `rows`, in the active language. One query where nothing is kept."""
    told = [row[: len(SHOWN)] for row in readable]
    key = make_template_fragment_key("community_index", [get_language(), told, names(Theme)])
    kept = cache.get_or_set(key, lambda: _list([row[0] for row in readable]), KEPT) or ""
    first, *others = kept.split(MARK)
    last = [_link(row) for row in readable if row[len(SHOWN)]]
    text = "".join([first, *(link + rest for link, rest in zip(last, others, strict=True))])
    return mark_safe(text)  # noqa: S308 # a template, and links that are escaped


def _list(keys: list[int]) -> str:
    found = Forum.objects.filter(pk__in=keys).select_related("theme", "last_post")
    categories = found.only(
        *("name", "description", "_description_rendered", "position", "theme__slug"),
        *("direct_posts_count", "direct_topics_count", "last_post__created"),
    )
    context = {"categories": categories, "mark": MARK}
    return render_to_string("community/parts/categories.html", context).strip()


def _link(row: tuple[Any, ...]) -> SafeString:
    url = topic_url(category=row[1], subject=row[-1], key=row[-2])
    return format_html('<a href="{}">{}</a>', url, unbroken(row[-1]))
