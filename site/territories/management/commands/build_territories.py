"""Make the shipped reference data from a downloaded package; see `make territories`."""

import csv
from pathlib import Path
from tarfile import TarError
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from territories import reference
from territories.building import Centres, build, read_package


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "package", type=Path, help="@etalab/decoupage-administratif as packed by npm (.tgz)"
        )
        parser.add_argument(
            "--centres",
            type=Path,
            help="CSV with the columns insee, latitude, longitude; default: the shipped ones",
        )
        parser.add_argument("--output", type=Path, default=reference.DATA_DIR)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            data = build(read_package(options["package"]), self.centres(options["centres"]))
        except (OSError, KeyError, ValueError, TarError) as error:
            raise CommandError(f"{type(error).__name__}: {error}") from error
        reference.write(data, options["output"])
        self.stdout.write(
            _(
                "%(communes)d communes, %(epci)d EPCI, %(former)d former names "
                "written to %(folder)s."
            )
            % {
                "communes": len(data.communes),
                "epci": len(data.epci),
                "former": len(data.former),
                "folder": options["output"],
            }
        )

    def centres(self, path: Path | None) -> Centres:
        """Those of the CSV, or those in the shipped tables, which hold the last CSV's."""
        if path is None:
            return {
                row.code: (row.latitude, row.longitude)
                for row in reference.read().communes
                if row.latitude is not None and row.longitude is not None
            }
        with path.open(encoding="utf-8", newline="") as file:
            return {
                row["insee"]: (float(row["latitude"]), float(row["longitude"]))
                for row in csv.DictReader(file)
            }
