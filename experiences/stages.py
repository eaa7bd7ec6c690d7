"""How far a territory has come with what a sheet tells; failures are welcome."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Stage(models.TextChoices):
    """Values are those of the public address (`etape=`)."""

    IDEA = "en-reflexion", _("Under consideration")
    EXPERIMENT = "experimentation", _("Trial")
    ROLLOUT = "deploiement", _("Being rolled out")
    RUNNING = "en-service", _("In service")
    DONE = "realise", _("Completed")
    REDIRECTED = "reoriente", _("Changed course")
    PAUSED = "suspendu", _("On hold")
    STOPPED = "arrete", _("Stopped")


class Evidence(models.TextChoices):
    """How strongly a result is supported."""

    DECLARED = "declared", _("Declared")
    MEASURED = "measured", _("Measured")
    AUDITED = "audited", _("Audited")
