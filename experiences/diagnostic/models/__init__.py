"""Models of the self-diagnosis: what is asked, what was answered, what was told of it."""

from experiences.diagnostic.advice import Advice
from experiences.diagnostic.models.questionnaire import Edition, EditionQuerySet, QuestionnaireText
from experiences.diagnostic.models.rounds import Respondent, Round, Start, new_token
from experiences.diagnostic.models.tellings import Telling

__all__ = [
    "Advice",
    "Edition",
    "EditionQuerySet",
    "QuestionnaireText",
    "Respondent",
    "Round",
    "Start",
    "Telling",
    "new_token",
]
