"""Which shared documents addresses of this site lead to."""

import re
from collections.abc import Iterable

from community.addresses import own_paths
from community.library.models import SharedDocument
from community.library.querysets import SharedDocumentQuerySet

# Of a shared document, in either language: community.library.urls.
DOCUMENT = re.compile(r"/(?:en/)?documents-partages/[\w-]+-(\d{1,9})/?", re.ASCII)


def documents_at(urls: Iterable[str]) -> SharedDocumentQuerySet:
    """Those, whoever may read them, at these addresses, absolute or not; others are left out."""
    found = map(DOCUMENT.fullmatch, own_paths(urls))
    return SharedDocument.objects.filter(pk__in=[int(one[1]) for one in found if one])
