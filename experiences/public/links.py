"""Links inside rich text: resolved in bulk, never to what a visitor may not see."""

import re
from collections.abc import Iterable, Mapping
from html import escape

from media.models import PublicDocument

# As Wagtail stores them: <a linktype="page" id="12">, attributes in any order.
INTERNAL_LINK = re.compile(r'<a\b(?=[^>]*\blinktype="(page|document)")(?=[^>]*\bid="(\d+)")[^>]*>')


def linked_ids(sources: Iterable[str], kind: str) -> set[int]:
    """Ids that rich text in `sources` links to; `kind` is "page" or "document"."""
    return {
        int(number)
        for source in sources
        for found, number in INTERNAL_LINK.findall(source)
        if found == kind
    }


def document_addresses(ids: Iterable[int]) -> dict[int, str]:
    """Id → address of documents that exist; one query, none without ids."""
    wanted = set(ids)
    found = PublicDocument.objects.in_bulk(wanted) if wanted else {}
    return {pk: document.url for pk, document in found.items()}


def resolved(source: str, *, pages: Mapping[int, str], documents: Mapping[int, str]) -> str:
    """Rich text whose internal links point to the addresses given; the others lose theirs.

    What was linked stays as text: a draft's address says its title, so it is not written.
    """

    def address(match: re.Match[str]) -> str:
        known = pages if match[1] == "page" else documents
        url = known.get(int(match[2]))
        return f'<a href="{escape(url)}">' if url else "<a>"

    return INTERNAL_LINK.sub(address, source)
