"""The rules as they are read: the words of the language asked for, links that anyone may follow."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest

from experiences.diagnostic.actions import Action, Plan
from experiences.diagnostic.advice import Advice
from experiences.diagnostic.telling import effort
from experiences.public.visibility import visible


@dataclass(frozen=True)
class Step:
    """An action of a plan as it is told. `title`, `url`: what to read, empty without.

    `language`: of the words, which may not have been translated, as the page of `title`.
    """

    action: Action
    words: str
    why: str
    effort: str
    language: str
    title: str
    title_language: str
    url: str


def steps(request: HttpRequest, plan: Plan, language: str) -> list[Step]:
    """The actions of `plan`, told in `language` where they are translated. Four queries at most."""
    chosen = [action.advice for action in plan.actions]
    if not chosen:
        return []
    words = _translated(chosen, language)
    pages = _pages(request, chosen, language)
    found = []
    for action in plan.actions:
        rule = action.advice
        told = words.get(rule.translation_key, rule)
        address = (rule.address, language, rule.address)
        title, title_language, url = pages.get(rule.page_id or 0, address)
        found.append(
            Step(
                action,
                told.action,
                told.why,
                effort(action),
                language if told is not rule else settings.LANGUAGE_CODE,
                title,
                title_language,
                url,
            )
        )
    return found


def _translated(rules: list[Advice], language: str) -> dict[object, Advice]:
    if language == settings.LANGUAGE_CODE:
        return {}
    rows = Advice.objects.filter(
        translation_key__in=[rule.translation_key for rule in rules],
        locale__language_code=language,
    )
    return {row.translation_key: row for row in rows}


def _pages(
    request: HttpRequest, rules: list[Advice], language: str
) -> dict[int, tuple[str, str, str]]:
    """Key of a page → title, language, address of its version in `language`, else its own.

    Of those that anyone may read.
    """
    keys = [rule.page_id for rule in rules if rule.page_id]
    if not keys:
        return {}
    rows = visible(request).filter(
        Q(pk__in=keys)
        | Q(
            translation_key__in=visible(request).filter(pk__in=keys).values("translation_key"),
            locale__language_code=language,
            alias_of=None,
        )
    )
    pages = list(rows.select_related("locale"))
    translated = {
        page.translation_key: page for page in pages if page.locale.language_code == language
    }
    found = {}
    for page in pages:
        shown = translated.get(page.translation_key, page)
        found[page.pk] = (shown.title, shown.locale.language_code, shown.get_url(request) or "")
    return found
