"""Editions of a short questionnaire, rounds of real territories, and who answers in them.

Six sections as the demonstration has them, one or two questions each, of all four kinds.
"""

from collections.abc import Container
from typing import Any

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from experiences.diagnostic.models import Edition, Respondent, Round
from experiences.diagnostic.questionnaire import Question, QuestionKind, Questionnaire
from tests.factories.territories import CommuneFactory

# Of the one question with a condition: asked where an elected official carries the subject.
CARRIED = {"question": "portage-elu", "answers": ["en-partie", "oui"]}
DEGREES = (
    ("non", "Non", "No", 0),
    ("en-partie", "En partie", "In part", 1),
    ("oui", "Oui", "Yes", 2),
)
USES = (
    ("eau", "L’eau", "Water", 1),
    ("eclairage", "L’éclairage public", "Street lights", 1),
    ("batiments", "Les bâtiments", "Buildings", 2),
)


def choice(key: str, french: str, english: str, **more: Any) -> tuple[str, str, dict[str, Any]]:
    return french, english, {"key": key, "kind": "choice", "choices": DEGREES, **more}


# Key, French and English title, themes, questions.
SECTIONS: tuple[tuple[str, str, str, tuple[str, ...], tuple[Any, ...]], ...] = (
    (
        "portage",
        "Portage et stratégie",
        "Leadership and strategy",
        ("strategie-territoriale",),
        (
            choice("portage-elu", "Un élu suit-il ces sujets ?", "Does an official follow this?"),
            choice("feuille-de-route", "Est-ce écrit ?", "Is it written?", condition=CARRIED),
        ),
    ),
    (
        "habitants",
        "Habitants et inclusion",
        "Inhabitants and inclusion",
        ("participation-habitants", "inclusion-numerique"),
        (
            choice("habitants-associes", "Les associez-vous ?", "Do you involve them?"),
            (
                "Combien d’heures de médiation numérique par semaine ?",
                "How many hours of digital help a week?",
                {"key": "mediation", "kind": "number", "low": 0, "high": 20, "unit": "heures"},
            ),
        ),
    ),
    (
        "services",
        "Services et démarches",
        "Services and procedures",
        ("services-numeriques",),
        (choice("demarches", "Peut-on tout faire en ligne ?", "Can all be done online?"),),
    ),
    (
        "reseaux",
        "Réseaux et sobriété",
        "Networks and sobriety",
        ("energie-environnement",),
        (
            (
                "Que suivez-vous à distance ?",
                "What do you follow from afar?",
                {"key": "suivi-distance", "kind": "several", "choices": USES},
            ),
        ),
    ),
    (
        "donnees",
        "Données et souveraineté",
        "Data and sovereignty",
        ("donnees",),
        (choice("open-data", "Publiez-vous vos données ?", "Do you publish your data?"),),
    ),
    (
        "securite",
        "Sécurité, moyens et coopération",
        "Security, means and cooperation",
        ("securite-numerique", "financement-mutualisation"),
        (
            choice("sauvegardes", "Les sauvegardes sont-elles testées ?", "Are backups tested?"),
            (
                "Les services travaillent-ils ensemble ?",
                "Do departments work together?",
                {
                    "key": "transversalite",
                    "kind": "scale",
                    "steps": 5,
                    "low_label": "Chacun pour soi",
                    "high_label": "Toujours ensemble",
                },
            ),
        ),
    ),
)


def content(*languages: str, without: tuple[str, ...] = ()) -> dict[str, Any]:
    """What an edition holds, in French and other `languages`; `without` questions of these keys."""
    return {language: _in(language, without) for language in ("fr", *languages)}


def _in(language: str, without: tuple[str, ...]) -> dict[str, Any]:
    english = language == "en"
    return {
        "title": "Where we stand" if english else "Où en sommes-nous ?",
        "introduction": "",
        "sections": [
            {
                "key": key,
                "title": english_title if english else title,
                "introduction": "",
                "themes": list(themes),
                "questions": [
                    _question(*row, english=english)
                    for row in questions
                    if row[2]["key"] not in without
                ],
            }
            for key, title, english_title, themes, questions in SECTIONS
        ],
    }


def _question(
    french: str, english_text: str, row: dict[str, Any], *, english: bool
) -> dict[str, Any]:
    found = {**row, "text": english_text if english else french}
    if "choices" in row:
        found["choices"] = [
            {"key": key, "text": in_english if english else in_french, "points": points}
            for key, in_french, in_english, points in row["choices"]
        ]
    return found


def keys(*chosen: str) -> dict[str, Any]:
    return {"keys": list(chosen)}


def number(value: float) -> dict[str, Any]:
    return {"number": str(value)}


UNKNOWN, NOT_OURS = {"without": "unknown"}, {"without": "not-ours"}
# Strong in what is carried and in services, weak in networks and data, the rest between.
USUAL = {
    "portage-elu": keys("oui"),
    "feuille-de-route": keys("en-partie"),
    "habitants-associes": keys("en-partie"),
    "mediation": number(8),
    "demarches": keys("oui"),
    "suivi-distance": keys("eau"),
    "open-data": keys("non"),
    "sauvegardes": keys("en-partie"),
    "transversalite": number(3),
}
NOTHING_KNOWN = dict.fromkeys(USUAL, UNKNOWN)
ALL_WELL = {
    "portage-elu": keys("oui"),
    "feuille-de-route": keys("oui"),
    "habitants-associes": keys("oui"),
    "mediation": number(20),
    "demarches": keys("oui"),
    "suivi-distance": keys("eau", "eclairage", "batiments"),
    "open-data": keys("oui"),
    "sauvegardes": keys("oui"),
    "transversalite": number(5),
}
ALL_WEAK = {
    "portage-elu": keys("non"),
    "habitants-associes": keys("non"),
    "mediation": number(0),
    "demarches": keys("non"),
    "suivi-distance": keys(),
    "open-data": keys("non"),
    "sauvegardes": keys("non"),
    "transversalite": number(1),
}


def answering(questionnaire: Questionnaire, *, weak: Container[str] = ()) -> dict[str, Any]:
    """Answers to all questions of any questionnaire: the worst in sections of the keys `weak`."""
    return {
        question.key: _extreme(question, best=section.key not in weak)
        for section in questionnaire.sections
        for question in section.questions
    }


def _extreme(question: Question, *, best: bool) -> dict[str, Any]:
    if question.kind is QuestionKind.NUMBER:
        return number(question.high if best else question.low)
    if question.kind is QuestionKind.SCALE:
        return number(question.steps if best else 1)
    if question.kind is QuestionKind.SEVERAL:
        return keys(*(choice.key for choice in question.choices if best))
    by_points = sorted(question.choices, key=lambda choice: choice.points, reverse=best)
    return keys(by_points[0].key)


class EditionFactory(DjangoModelFactory):
    """In French and English; trait `french`: not translated yet."""

    class Meta:
        model = Edition

    class Params:
        french = factory.Trait(content=factory.LazyFunction(content))

    # The next one, as when editors publish.
    number = factory.LazyFunction(lambda: Edition.objects.count() + 1)
    content = factory.LazyFunction(lambda: content("en"))


class RoundFactory(DjangoModelFactory):
    """Of visitors in Seyssins; `organisation=` makes it one of members, of its territory."""

    class Meta:
        model = Round

    class Params:
        closed = factory.Trait(closed_at=factory.LazyFunction(timezone.now))

    organisation = None
    territory = factory.LazyAttribute(
        lambda row: row.organisation.territory if row.organisation else CommuneFactory()
    )
    edition = factory.SubFactory(EditionFactory)


class RespondentFactory(DjangoModelFactory):
    """Somebody who has answered everything; traits `unfinished` and, of a round, `nobody_knows`."""

    class Meta:
        model = Respondent

    class Params:
        unfinished = factory.Trait(answers=factory.LazyFunction(dict), finished_at=None)
        nobody_knows = factory.Trait(answers=factory.LazyFunction(lambda: dict(NOTHING_KNOWN)))

    round = factory.SubFactory(RoundFactory)
    answers = factory.LazyFunction(lambda: dict(USUAL))
    finished_at = factory.LazyFunction(timezone.now)
