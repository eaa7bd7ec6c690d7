"""What the templates of a search page draw, made from a question and its answer."""

from search.presentation.page import SearchPage

__all__ = ["SearchPage"]
