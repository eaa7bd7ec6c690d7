"""Counts a search of the public pages that found nothing or little; the page goes on anyhow."""

import logging
from dataclasses import replace
from datetime import date

from django.db import DatabaseError, transaction
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone

from search.addresses import Address, query_string, usual_sort
from search.analysis.folding import fold
from search.parsing import Question
from search.presentation import SearchPage
from search.query import MAX_TEXT, SearchQuery
from search.results import SearchResults
from search.unanswered.models import LONGEST_FILTERS, Outcome, SearchDay, UnansweredSearch
from search.unanswered.personal import is_program, looks_personal

logger = logging.getLogger(__name__)

# So many results or fewer are "very little".
FEW = 2
# Different questions of one day: beyond, somebody is filling the list.
MOST_A_DAY = 5_000


def count_unanswered(request: HttpRequest, question: Question, results: SearchResults) -> None:
    """Count `question`, which a visitor asked, where `results` leave them without an answer.

    Usually one statement; none for a search that was answered. Nothing of `request` is kept. An
    error of the database is logged, and is not the visitor's affair.
    """
    query = question.query
    outcome = outcome_of(query, results)
    if outcome is None or request.method != "GET":
        return
    if looks_personal(query.text) or is_program(request.headers.get("User-Agent", "")):
        return
    bare = replace(query, text="", page=1)
    filters = query_string(replace(bare, sort=usual_sort(bare)))
    if len(filters) > LONGEST_FILTERS:
        return
    key = {"words": words_of(query.text), "filters": filters, "locale": query.locale}
    try:
        with transaction.atomic():
            today = timezone.localdate()
            if not _once_more(key, today):
                chips = SearchPage(question, results, Address("")).chips
                named = ", ".join(chip.label for chip in chips)[:LONGEST_FILTERS]
                _first_of_day(key, today, outcome, text=query.text, filters_text=named)
    except DatabaseError:
        logger.exception("A search without an answer was not counted.")


def words_of(text: str) -> str:
    """`text` as it is compared: one question, whatever its accents and capitals."""
    return " ".join(fold(text).split())[:MAX_TEXT]


def outcome_of(query: SearchQuery, results: SearchResults) -> Outcome | None:
    """What the visitor was left with; None: an answer, or one that cannot be judged.

    With another spelling on offer, the words were only mistyped. With filters, few results are what
    was asked for.
    """
    if results.degraded or results.corrected:
        return None
    if not results.total:
        return Outcome.NOTHING
    words_only = query.text and not query.selected and not query.commune
    return Outcome.FEW if words_only and results.total <= FEW else None


def _once_more(key: dict[str, str], today: date) -> bool:
    """Count a search that was counted today already; False for one that was not."""
    of_today = {f"search__{name}": value for name, value in key.items()}
    return bool(SearchDay.objects.filter(day=today, **of_today).update(times=F("times") + 1))


def _first_of_day(key: dict[str, str], today: date, outcome: Outcome, **shown: str) -> None:
    if SearchDay.objects.filter(day=today).count() >= MOST_A_DAY:
        return
    search, _new = UnansweredSearch.objects.update_or_create(
        **key,
        defaults={"outcome": outcome},
        create_defaults={**key, "outcome": outcome, **shown},
    )
    if not SearchDay.objects.get_or_create(search=search, day=today)[1]:
        _once_more(key, today)  # another visitor, at the same moment
