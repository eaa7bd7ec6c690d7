"""The full-text index of the database in use: one small class for SQLite, one for PostgreSQL.

Both hold the terms that `search.analysis` made, in three fields of falling weight, and both are
asked with terms only: nothing of what a visitor types is ever read as a query language.
"""

from django.db import connection

from search.engines.text.postgresql import PostgreSQLText
from search.engines.text.sqlite import SQLiteText
from search.engines.text.terms import DocumentTerms, Statement, TextIndex

__all__ = ["DocumentTerms", "Statement", "TextIndex", "text_index"]


def text_index() -> TextIndex:
    """The index of the database in use."""
    return PostgreSQLText() if connection.vendor == "postgresql" else SQLiteText()
