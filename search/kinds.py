"""The kinds of content that the search knows; a document class declares which one it is."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """Values are those of the public address (`type=`)."""

    EXPERIENCE = "experience", _("Experience sheet")
    DOSSIER = "dossier", _("Dossier")
    RESOURCE = "ressource", _("Resource")
    NEWS = "actualite", _("News")
    AID = "aide", _("Aid or call for projects")
    EVENT = "evenement", _("Event")
    SUBJECT = "theme", _("Theme or pillar")
    PAGE = "page", _("Page")
    DISCUSSION = "discussion", _("Discussion")
    DOCUMENT = "document", _("Shared document")
    OBLIGATION = "obligation", _("Obligation")


# Those that have days: when they open, when they are over.
DATED = frozenset({Kind.AID.value, Kind.EVENT.value})


class Answered(models.TextChoices):
    """What came of a discussion (`reponse=`)."""

    SOLVED = "acceptee", _("Accepted answer")
    ANSWERED = "repondue", _("Answered")
    UNANSWERED = "sans-reponse", _("No answer yet")
