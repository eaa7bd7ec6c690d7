"""The answers of one respondent as a table for a spreadsheet."""

import csv
import io

from django.utils.translation import gettext as _

from experiences.diagnostic.answers import asked, read_answers
from experiences.diagnostic.models import Respondent
from experiences.diagnostic.scoring import percent, scores, worth
from experiences.diagnostic.wording import said
from ui.spreadsheets import harmless


def as_table(respondent: Respondent, language: str) -> str:
    """Each section with its score, then each question that was asked, in `language`."""
    questionnaire = respondent.round.edition.questionnaire(language)
    answers = read_answers(respondent.answers, questionnaire)
    shown = {question.key for question in asked(questionnaire, answers)}
    table = io.StringIO()
    # Semicolons and a byte order mark: what French spreadsheets open without a question.
    writer = csv.writer(table, delimiter=";")
    writer.writerow(
        [
            _("territory"),
            _("section"),
            _("question"),
            _("answer"),
            _("score (%)"),
            _("answered (%)"),
        ]
    )
    name = respondent.round.territory.label
    for row in scores(questionnaire, answers).sections:
        title = row.section.title
        cells = [name, title, "", "", row.score.percent, row.score.covered_percent]
        writer.writerow(_harmless(cells))
        for question in row.section.questions:
            if question.key in shown:
                answer = answers.get(question.key)
                share = percent(worth(question, answer))
                cells = [name, title, question.text, said(question, answer), share, None]
                writer.writerow(_harmless(cells))
    return "\ufeff" + table.getvalue()


def _harmless(cells: list[str | int | None]) -> list[str]:
    return ["" if cell is None else harmless(str(cell)) for cell in cells]
