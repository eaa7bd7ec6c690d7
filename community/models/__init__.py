"""What belongs to topics and posts, beside those that machina keeps."""

from community.models.citations import Citation
from community.models.mailing import Mailing, Notice, Rhythm
from community.models.moderation import Decision, Report
from community.models.written import FormerVersion, Vote

__all__ = ["Citation", "Decision", "FormerVersion", "Mailing", "Notice", "Report", "Rhythm", "Vote"]
