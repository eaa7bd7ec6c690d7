"""The judged questions of `questions.yaml`, with what the database in use has to answer them."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.db.models import Q
from wagtail.models import Locale, Page

from experiences.models import ExperiencePage
from experiences.obligations.models import Obligation
from search.models.index import OBLIGATIONS_FROM

FILE = Path(__file__).with_name("questions.yaml")
GRADES = (1, 2, 3)


@dataclass(frozen=True)
class Judged:
    """A question as it is typed, and the grade of each document, by its key, that answers it."""

    text: str
    grades: dict[int, int]


@dataclass(frozen=True)
class Typo:
    """What is typed by mistake, and the spelling that should be offered."""

    typed: str
    meant: str


@cache
def written() -> dict[str, Any]:
    """The file as it is written."""
    content: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return content


def questions() -> list[Judged]:
    """The questions about the demonstration content; KeyError where a page is not public."""
    answers = public_answers()
    return [
        Judged(each["text"], {answers[name]: grade for name, grade in each["answers"].items()})
        for each in written()["questions"]
    ]


def public_answers() -> dict[str, int]:
    """The keys of the documents of public pages and obligations (`obligations/open-data`)."""
    return public_pages() | {
        f"obligations/{obligation.slug}": obligation.pk + OBLIGATIONS_FROM
        for obligation in Obligation.objects.published().filter(locale=Locale.get_default())
    }


def public_pages() -> dict[str, int]:
    """The French pages that everyone may see, by every ending of their address that is theirs
    alone: `villes-moyennes`, `dossiers/inclusion-numerique`."""
    found: dict[str, list[int]] = {}
    pages = Page.objects.live().public().filter(locale=Locale.get_default())
    for pk, path in pages.values_list("pk", "url_path"):
        steps = path.strip("/").split("/")
        for start in range(len(steps)):
            found.setdefault("/".join(steps[start:]), []).append(pk)
    return {name: pks[0] for name, pks in found.items() if len(pks) == 1}


def questions_of_communes() -> list[Judged]:
    """A commune and a theme: answered by the sheets of that commune that have that theme.

    Judged by what the database says of the sheets, so that it holds for those of `demo-large`.
    Questions that no sheet answers are left out.
    """
    judged = []
    for each in written()["communes"]:
        theme = Q(themes__slug=each["theme"]) | Q(themes__parent__slug=each["theme"])
        sheets = ExperiencePage.objects.live().public().filter(locale=Locale.get_default())
        sheets = sheets.filter(theme, sheet_territories__territory__code=each["commune"])
        judged.append(Judged(each["text"], dict.fromkeys(sheets.values_list("pk", flat=True), 3)))
    return [question for question in judged if question.grades]


def typos() -> list[Typo]:
    return [Typo(**each) for each in written()["typos"]]
