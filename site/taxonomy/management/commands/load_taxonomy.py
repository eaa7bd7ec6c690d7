"""`manage.py load_taxonomy`: the first themes, pillars, audiences, challenges, resource kinds."""

from typing import Any

from django.core.management.base import BaseCommand

from taxonomy.first_fill import fill_taxonomy


class Command(BaseCommand):
    help = "Create the terms of the taxonomy that are missing; existing ones are left as they are."

    def handle(self, *args: Any, **options: Any) -> None:
        created = fill_taxonomy()
        if total := sum(created.values()):
            parts = ", ".join(f"{key} {count}" for key, count in created.items() if count)
            self.stdout.write(f"Taxonomie : {total} termes créés ({parts}).")
        else:
            self.stdout.write("Taxonomie : rien à ajouter.")
