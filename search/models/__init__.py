"""Catalogue pages; the index and the editors' synonyms."""

from search.models.catalogues import CataloguePage

__all__ = ["CataloguePage"]
