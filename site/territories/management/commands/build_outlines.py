"""Make the outlines of départements from a GeoJSON file, and the sprite of France from them."""

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from territories import outlines
from territories.maps import france_map, sprite


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "geojson", type=Path, help="MultiPolygons with the property code (INSEE)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        outlines.write(json.loads(options["geojson"].read_text("utf-8")))
        path = settings.SITE_DIR / "static" / "maps" / "france.svg"
        path.parent.mkdir(exist_ok=True)
        path.write_text(sprite(france_map()), encoding="utf-8")
        self.stdout.write(f"{outlines.OUTLINES}\n{path}")
