"""What belongs to topics and posts, beside those that machina keeps."""

from community.models.blocking import BlockedDomain
from community.models.citations import Citation
from community.models.following import FollowedTerritory
from community.models.mailing import Mailing, Notice, Rhythm
from community.models.moderation import Appeal, Decision, FormerTopic, Report
from community.models.routing import Routing
from community.models.written import FormerVersion, Vote

__all__ = [
    "Appeal",
    "BlockedDomain",
    "Citation",
    "Decision",
    "FollowedTerritory",
    "FormerTopic",
    "FormerVersion",
    "Mailing",
    "Notice",
    "Report",
    "Rhythm",
    "Routing",
    "Vote",
]
