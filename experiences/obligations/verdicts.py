"""The three answers to "does it apply to us?"."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Verdict(models.TextChoices):
    APPLIES = "applies", _("Applies")
    CANNOT_TELL = "cannot-tell", _("Cannot be told")
    DOES_NOT = "does-not", _("Does not apply")
