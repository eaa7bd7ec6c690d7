"""Models of obligations: what editors publish, and what organisations note about it."""

from experiences.obligations.models.following import FOLDER, Change, Facts, Proof, Record
from experiences.obligations.models.obligation import Obligation
from experiences.obligations.models.telling import Calendar, KeptVerdict, Notice, Reminder

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
