"""A search as it is watched: without page and order, by its canonical parameters and in words."""

from dataclasses import replace
from urllib.parse import urljoin

from django.conf import settings
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from search.addresses import Address, query_string, usual_sort, without_commune
from search.alerts.models import WatchedSearch
from search.parsing import Question, parse
from search.presentation import SearchPage
from search.query import Area, SearchQuery
from search.results import SearchResults

LONGEST_TITLE = 300


def watched(question: Question) -> Question:
    """`question` as it is watched: a commune that only sorted is no part of it."""
    query = replace(question.query, sort=usual_sort(question.query), page=1)
    if query.commune and query.area == Area.ANYWHERE:
        return replace(question, query=without_commune(query), commune=None)
    return replace(question, query=query)


def parameters(query: SearchQuery) -> str:
    """What a watched search is kept as."""
    return query_string(query)


def query_of(search: WatchedSearch) -> SearchQuery:
    """The question that was kept; values that the site has no more are left out."""
    return parse(QueryDict(search.parameters), locale=search.locale).query


def in_words(question: Question, results: SearchResults) -> str:
    """What is watched, for people: “éclairage”, Énergie, Moins de 3 500 habitants."""
    page = SearchPage(question, results, Address(""))
    text = question.query.text
    parts = [_("“%(text)s”") % {"text": text}] if text else []
    parts += [chip.label for chip in page.chips]
    return (", ".join(parts) or _("Everything that is published"))[:LONGEST_TITLE]


def results_url(search: WatchedSearch) -> str:
    """The absolute address of the search, in its own language."""
    with override(search.locale):
        path = reverse("search:results")
    return absolute(f"{path}?{search.parameters}" if search.parameters else path)


def absolute(path: str) -> str:
    """The public address of a path of this site; an address that is absolute stays what it is."""
    return urljoin(settings.WAGTAILADMIN_BASE_URL, path)
