"""Catalogue pages; the index, what is due of it for the search server, the editors' synonyms."""

from search.models.catalogues import CataloguePage
from search.models.changes import Change, Refusal
from search.models.index import Document, DocumentText, Place, Spelling, TitleKey
from search.models.synonyms import Synonym

__all__ = [
    "CataloguePage",
    "Change",
    "Document",
    "DocumentText",
    "Place",
    "Refusal",
    "Spelling",
    "Synonym",
    "TitleKey",
]
