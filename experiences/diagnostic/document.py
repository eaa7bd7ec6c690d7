"""The result on two pages for the council: a tagged PDF (PDF/UA), set by Typst from one template.

What is said is handed over as JSON: no word of it is read as markup, and the template reads no
file but itself.
"""

import json
from pathlib import Path
from typing import Any, Literal

import typst
from django.utils import timezone
from django.utils.translation import gettext as _

from experiences.diagnostic.offers import Step
from experiences.diagnostic.radar import CENTRE
from experiences.diagnostic.report import Report, Row
from experiences.diagnostic.result import Area
from ui.typography import day, unbroken

FOLDER = Path(__file__).parent / "print"
TEMPLATE = FOLDER / "result.typ"
FONTS = FOLDER / "fonts"
Standard = Literal["ua-1"]
STANDARD: Standard = "ua-1"
# Characters of a text that editors write, or an answer: what is longer ends in an ellipsis.
MOST = 260
# Of each weak area, questions that weigh on it.
REASONS = 2


def as_pdf(report: Report, language: str, origin: str) -> bytes:
    """Two pages, whatever is said, in `language`. `origin`: scheme and host of the site.

    Tagged in any case; a letter that no typeface has keeps it from claiming the standard.
    """
    said = json.dumps(content(report, language, origin), ensure_ascii=False)
    try:
        return _set(said, STANDARD)
    except typst.TypstError:
        return _set(said, None)


def _set(said: str, standard: Standard | None) -> bytes:
    written: bytes = typst.compile(
        str(TEMPLATE),
        root=str(FOLDER),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"data": said},
        pdf_standards=standard,
        timestamp=timezone.now().replace(microsecond=0),
    )
    return written


def content(report: Report, language: str, origin: str) -> dict[str, Any]:
    """Everything that the template says."""
    name = report.round.territory.label
    heading = _("%(name)s: where we stand") % {"name": cut(name)}
    return {
        "lang": language,
        "title": heading,
        "kicker": f"Terrain commun · {_('Self-diagnosis')}",
        "date": day(timezone.localdate()),
        "heading": unbroken(heading),
        "sentences": [unbroken(sentence) for sentence in report.sentences]
        or [_("Too little is known to say where you stand")],
        "drawing": _drawing(report),
        "rows": [_row(row) for row in report.rows],
        "compared": [unbroken(sentence) for sentence in report.compared],
        "compared_title": _("Beside territories of your size"),
        "how": unbroken(
            _(
                "“Not our responsibility” lowers what can be reached; “I do not know” lowers what "
                "was answered, never the score."
            )
        ),
        "actions_title": _("What to do in the coming 90 days"),
        "actions_note": unbroken(
            report.hours or ("" if report.steps else _("No section is weak enough for an advice."))
        ),
        "actions": [_step(step, origin) for step in report.steps],
        "weak_title": _("What weighs where you are weak"),
        "weak": [_weak(area) for area in report.result.weak],
        "next_title": _("And then"),
        "next": [
            _("Let a colleague answer apart: where two differ is where to talk."),
            _("Answer again in a year: the same questions show what has moved."),
        ],
        "foot": f"{origin}/autodiagnostic/",
    }


def cut(text: str, most: int = MOST) -> str:
    """`text` in French typography, no longer than `most` characters."""
    short = text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
    return unbroken(short)


def _drawing(report: Report) -> dict[str, Any]:
    radar = report.radar
    known = (f"{row.area.section.title}: {row.score or _('not known')}" for row in report.rows)
    return {
        "title": _("Section by section"),
        "alt": f"{_('Radar of the sections')}. {'. '.join(known)}.",
        "head": ["", _("Section"), _("Standing"), _("Score"), _("Share answered")],
        "centre": CENTRE,
        "rings": radar.rings,
        "sides": radar.sides,
        "bands": radar.bands,
        "axes": [
            {
                "number": axis.number,
                "name": cut(row.area.section.title, 60),
                "end": axis.end,
                "label": axis.label,
                "value": axis.value,
                "percent": "?" if axis.percent is None else f"{axis.percent}\u00a0%",
            }
            for axis, row in zip(radar.axes, report.rows, strict=True)
        ],
    }


def _row(row: Row) -> dict[str, Any]:
    return {
        "number": row.area.number,
        "title": cut(row.area.section.title),
        "score": row.score or _("not known"),
        "covered": row.covered or "–",
        "standing": row.standing,
    }


def _step(step: Step, origin: str) -> dict[str, str]:
    url = step.url if step.url.startswith(("http://", "https://")) else f"{origin}{step.url}"
    return {
        "words": cut(step.words),
        "why": cut(step.why, 300),
        "because": cut(step.effort, 400),
        "title": cut(step.title),
        "url": url if step.url else "",
    }


def _weak(area: Area) -> dict[str, Any]:
    return {
        "number": area.number,
        "title": cut(area.section.title),
        "reasons": [
            {"question": cut(reason.question.text), "said": cut(reason.said, 120)}
            for reason in area.reasons[:REASONS]
        ],
    }
