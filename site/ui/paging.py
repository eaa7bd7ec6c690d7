"""The pages of a long list, as `components/pager.html` draws them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass


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
