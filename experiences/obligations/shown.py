"""What the pages show of standings: groups, who a rule is for, the facts that can be supplied."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from experiences.obligations.applying import Standing
from experiences.obligations.facts import HELPS, SUPPLIED, Typed
from experiences.obligations.models import Obligation
from experiences.obligations.verdicts import Verdict
from experiences.obligations.wording import in_words
from members.organisations.asking import PARAMETER
from territories.models import Territory


@dataclass(frozen=True)
class Line:
    """An obligation in a list."""

    name: str
    url: str
    summary: str
    who: str
    lang: str  # of name and summary, where it is not that of the page

    @classmethod
    def of(cls, original: Obligation, shown: Obligation, language: str, query: str = "") -> "Line":
        spoken = shown.locale.language_code
        return cls(
            name=shown.name,
            url=f"{shown.get_absolute_url()}{query}",
            summary=shown.summary,
            who=in_words(original.rule),
            lang="" if spoken == language else spoken,
        )


@dataclass(frozen=True)
class Group:
    """The obligations of one verdict."""

    verdict: Verdict
    standings: tuple[Standing, ...]

    @property
    def id(self) -> str:
        return str(self.verdict.value)


def groups(standings: Iterable[Standing]) -> list[Group]:
    """One group a verdict, what applies first; empty ones too."""
    found = list(standings)
    return [
        Group(verdict, tuple(one for one in found if one.verdict == verdict)) for verdict in Verdict
    ]


def questions(typed: Typed, standings: Iterable[Standing]) -> list[dict[str, Any]]:
    """What could be supplied: asked where a rule lacks it, or where something was typed.

    As `components/field.html` takes them.
    """
    missing = {fact for one in standings for fact in one.missing}
    return [
        {
            "id": fact.value,
            "name": fact.value,
            "label": fact.label,
            "help": HELPS[fact],
            "value": typed.texts.get(fact, ""),
            "error": typed.errors.get(fact, ""),
        }
        for fact in SUPPLIED
        if fact in missing or typed.texts.get(fact)
    ]


def carried(territory: Territory | None, typed: Typed) -> str:
    """What addresses hand on from tool to tool: "?territoire=35360&agents=48", or nothing."""
    said = {PARAMETER: territory.code} if territory else {}
    said |= {fact.value: text for fact, text in typed.texts.items() if text}
    return f"?{urlencode(said)}" if said else ""


def crumbs(*above: tuple[str, str]) -> list[dict[str, str]]:
    """What stands above a page, as `components/crumbs.html` takes it."""
    home = {"title": _("Home"), "url": reverse("wagtail_serve", args=[""])}
    return [home, *({"title": title, "url": url} for title, url in above)]


def languages_of(shown: list[Obligation]) -> list[str]:
    """The languages of the site in which an obligation is published, in their order."""
    written = {one.locale.language_code for one in shown}
    return [code for code, _name in settings.LANGUAGES if code in written]
