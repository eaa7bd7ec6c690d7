"""What on a sheet a suggestion may be about."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class About(models.TextChoices):
    """Which fact of a sheet; values are those of the public address."""

    INVESTMENT = "investissement", _("Investment")
    YEARLY_COST = "cout-annuel", _("Cost a year")
    FUNDING = "financement", _("Who paid")
    START = "debut", _("Year when it started")
    END = "fin", _("Year when it ended")
    RESULT = "resultat", _("A result")
    PROBLEM = "besoin", _("The need")
    SOLUTION = "solution", _("The solution")
    CITIZENS = "habitants", _("The part of inhabitants")
    GOVERNANCE = "gouvernance", _("Governance")
    DATA = "donnees", _("Data and sovereignty")
    DIFFICULTIES = "difficultes", _("Difficulties")
    DIFFERENTLY = "autrement", _("What they would do differently")
    SOURCE = "source", _("A source")
    QUESTION = "question", _("What we do not know yet")
    CONTACT = "contact", _("Someone to call")
    DOCUMENT = "document", _("A document")
    OTHER = "autre", _("An error, or something else")
