"""The roles of the administration: their names, which are those of the groups."""

from django.db import models


class Role(models.TextChoices):
    """Values are names of `auth.Group`, made by migration; people see them in French."""

    EDITOR = "Éditeurs"
    MODERATOR = "Modérateurs"
    ADMINISTRATOR = "Administrateurs"
