"""Models of obligations: what editors publish, and what organisations note about it."""

from experiences.obligations.models.following import (
    FOLDER,
    Calendar,
    Change,
    Facts,
    KeptVerdict,
    Notice,
    Proof,
    Record,
    Reminder,
)
from experiences.obligations.models.obligation import Obligation

__all__ = [
    "FOLDER",
    "Calendar",
    "Change",
    "Facts",
    "KeptVerdict",
    "Notice",
    "Obligation",
    "Proof",
    "Record",
    "Reminder",
]
