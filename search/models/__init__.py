"""Catalogue pages; the index and the editors' synonyms."""

from search.models.catalogues import CataloguePage
from search.models.index import Document, DocumentText, Place, Spelling, TitleKey
from search.models.synonyms import Synonym

__all__ = ["CataloguePage", "Document", "DocumentText", "Place", "Spelling", "Synonym", "TitleKey"]
