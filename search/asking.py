"""Asking the engine: one place through which every view and catalogue puts its question."""

from dataclasses import replace

from search import engines
from search.parsing import Hint, Problem, Question
from search.query import SearchQuery
from search.results import SearchResults, Suggestion


def ask(query: SearchQuery) -> SearchResults:
    """The engine's answer to `query`."""
    return engines.get_engine().search(query)


def suggest(text: str, locale: str) -> tuple[Suggestion, ...]:
    """What the beginning of a text may become; nothing for no text."""
    return engines.get_engine().suggest(text, locale) if text else ()


def answer(question: Question) -> tuple[Question, SearchResults]:
    """The answer to `question`; the last page, with a hint, where its page is beyond the end.

    At most two calls of the engine.
    """
    results = ask(question.query)
    asked = question.query.page
    last = max(1, results.pages)
    if asked <= last:
        return question, results
    hint = Hint(Problem.PAGE_BEYOND_END, str(asked))
    question = replace(
        question, query=replace(question.query, page=last), hints=(*question.hints, hint)
    )
    return question, ask(question.query)
