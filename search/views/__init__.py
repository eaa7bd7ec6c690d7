"""Views of the search: parse, ask, render."""
