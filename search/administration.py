"""Wagtail's own search, for the lists of the administration: accents as one likes to type them.

SQLite leaves them out by itself. PostgreSQL does by two text search configurations that the
migration 0007 makes; Wagtail has a setting for the first only.
"""

from typing import Any

from django.db import connection
from wagtail.search.backends import database

WORDS = "french_unaccented"
BEGINNINGS = "simple_unaccented"  # of words while they are typed: without stems


def SearchBackend(params: dict[str, Any]) -> Any:
    """The backend of the database in use; `params` as in `WAGTAILSEARCH_BACKENDS`."""
    backend = database.SearchBackend(params)
    if connection.vendor == "postgresql":
        backend.config, backend.autocomplete_config = WORDS, BEGINNINGS
    return backend
