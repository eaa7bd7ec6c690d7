"""What a shared document is, under which licence, how it stands, and why it waits."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """Values are those of public addresses (`type=`)."""

    SPECIFICATION = "cahier-des-charges", _("Specification")
    DELIBERATION = "deliberation", _("Deliberation")
    AGREEMENT = "convention", _("Agreement")
    CONTRACT = "marche", _("Public contract")
    CHARTER = "charte", _("Charter")
    STUDY = "etude", _("Study")


class Licence(models.TextChoices):
    """Open ones alone, by their names in the SPDX list (https://spdx.org/licenses/)."""

    ETALAB = "etalab-2.0", _("Licence Ouverte 2.0")
    CC_BY = "CC-BY-4.0", "CC BY 4.0"
    CC_BY_SA = "CC-BY-SA-4.0", "CC BY-SA 4.0"
    CC0 = "CC0-1.0", "CC0 1.0"


LICENCE_TEXTS = {
    Licence.ETALAB: "https://www.etalab.gouv.fr/licence-ouverte-open-licence/",
    Licence.CC_BY: "https://creativecommons.org/licenses/by/4.0/",
    Licence.CC_BY_SA: "https://creativecommons.org/licenses/by-sa/4.0/",
    Licence.CC0: "https://creativecommons.org/publicdomain/zero/1.0/",
}


class State(models.TextChoices):
    """Draft: its author has not looked through what it tells of people yet."""

    DRAFT = "draft", _("Draft")
    HELD = "held", _("Awaiting approval")
    PUBLISHED = "published", _("Published")
    REFUSED = "refused", _("Not published")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Reason(models.TextChoices):
    """Why a document is held."""

    FIRST = "first", _("First document of this member")
    UNCONFIRMED = "unconfirmed", _("No confirmed organisation")
    COMPANY = "company", _("Shared for a company")
    PERSONAL = "personal", _("Personal data found in the text")
    UNREAD = "unread", _("Text that could not be read")
    AGAIN = "again", _("Refused before")
    BLOCKED = "blocked", _("Link to a blocked domain")
