"""Why a post waits for a moderator."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Reason(models.TextChoices):
    """Why a post is held."""

    FIRST = "first", _("First message of this member")
    LINK = "link", _("Link in a message of a new member")
    LINKS = "links", _("Many links")
    ATTACHMENT = "attachment", _("Attachment of a new member")
    REPEATED = "repeated", _("Text that was written elsewhere already")
    TAGS = "tags", _("HTML in the text")
    MENTIONS = "mentions", _("Several mentions by a new member")
    BLOCKED = "blocked", _("Link to a blocked domain")
