"""`manage.py open_categories`: a category of the forum for each top theme that has none."""

from typing import Any

from django.core.management.base import BaseCommand

from community.categories import open_categories


class Command(BaseCommand):
    help = "Open the missing categories of the forum; existing ones are left as they are."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"Forum : {open_categories()} catégories ouvertes.")
