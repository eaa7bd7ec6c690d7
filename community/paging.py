"""Pages of a list of topics or posts, and what of them an address asks for."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest

from ui.paging import PageLink, page_links


@dataclass(frozen=True)
class Paging:
    """`page` holds the rows; the rest are addresses, empty where there is no such page."""

    page: Page
    path: str

    @property
    def number(self) -> int:
        return self.page.number

    @property
    def total(self) -> int:
        return self.page.paginator.count

    @property
    def several(self) -> bool:
        return self.page.paginator.num_pages > 1

    @property
    def links(self) -> tuple[PageLink, ...]:
        shown = self.page.paginator.get_elided_page_range(self.number, on_each_side=2, on_ends=1)
        numbers = [one for one in shown if isinstance(one, int)]  # the rest are Django's gaps
        return page_links(numbers, current=self.number, url=self.url)

    @property
    def previous_url(self) -> str:
        return self.url(self.number - 1) if self.page.has_previous() else ""

    @property
    def next_url(self) -> str:
        return self.url(self.number + 1) if self.page.has_next() else ""

    def url(self, number: int) -> str:
        """The address of a page: the first has no number."""
        joint = "&" if "?" in self.path else "?"
        return self.path if number == 1 else f"{self.path}{joint}page={number}"


def paged(
    request: HttpRequest, rows: QuerySet[Any], *, size: int, path: str, count: int | None = None
) -> Paging:
    """The page of `rows` that the address asks for, `size` a page. Http404 where there is none.

    `path` may hold other parameters, which its pages keep; `count`: how many rows, where known.
    """
    asked = request.GET.get("page", "1")
    paginator = Paginator(rows, size)
    if count is not None:
        paginator.count = count
    # A number of many digits would not fit the database.
    if not asked.isascii() or not asked.isdigit() or len(asked) > 6:
        raise Http404
    if not 1 <= int(asked) <= paginator.num_pages:
        raise Http404
    return Paging(paginator.page(int(asked)), path)
