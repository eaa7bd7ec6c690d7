"""`manage.py check_forum_tree`: whether mptt's numbers of the categories hold together."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from community.categories import misplaced, tree_lock
from community.forum.models import Forum


class Command(BaseCommand):
    help = "Check the tree of the categories of the forum; --repair numbers it anew."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--repair", action="store_true", help="Number the tree anew.")

    def handle(self, *args: Any, **options: Any) -> None:
        with tree_lock():
            wrong = misplaced()
            if wrong and options["repair"]:
                Forum.objects.rebuild()
        if not wrong:
            self.stdout.write("Forum : l’arbre des catégories est juste.")
        elif options["repair"]:
            self.stdout.write(f"Forum : arbre renuméroté, {len(wrong)} catégories corrigées.")
        else:
            names = ", ".join(category.name for category in wrong)
            raise CommandError(
                f"L’arbre des catégories est faux ({names}) : relancez avec --repair."
            )
