"""The pages of a long list, as `components/pager.html` draws them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page


@dataclass(frozen=True)
class PageLink:
    """A numbered page; without a number, a gap."""

    number: int | None
    url: str
    current: bool


def page_links(
    numbers: Iterable[int], *, current: int, url: Callable[[int], str]
) -> tuple[PageLink, ...]:
    """A link to each of `numbers`, which rise from 1; a gap where some are left out."""
    links: list[PageLink] = []
    for number in numbers:
        if links and links[-1].number != number - 1:
            links.append(PageLink(None, "", current=False))
        links.append(PageLink(number, url(number), current=number == current))
    return tuple(links)


def links_around(page: "Page[Any]", *, url: Callable[[int], str]) -> tuple[PageLink, ...]:
    """Links to the first and the last page and to those near `page`."""
    shown = page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    numbers = [one for one in shown if isinstance(one, int)]  # the rest are Django's gaps
    return page_links(numbers, current=page.number, url=url)
