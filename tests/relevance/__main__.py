"""`make relevance`: how near each engine comes to the best answers, side by side.

It works on its own copy of the demonstration site: first as it is, then with generated sheets,
which the good answers must beat. docs/relevance.md says how to read the tables.
"""

import argparse
import os
import shutil
import sys
import tempfile
from pathlib import Path

from tests.demonstration import demonstration_template


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sheets", type=int, default=2000, help="Generated sheets (2000).")
    parser.add_argument("--details", action="store_true", help="Each question, worst first.")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        shutil.copytree(demonstration_template(), site)
        os.environ.update(
            DJANGO_SETTINGS_MODULE="config.settings.test",
            DATABASE_URL=f"sqlite:///{site / 'db.sqlite3'}",
            MEDIA_ROOT=str(site / "media"),
            ELASTICSEARCH_URL=os.environ.get("ELASTICSEARCH_TEST_URL", ""),
            ELASTICSEARCH_INDEX_PREFIX=f"relevance-{os.getpid()}",
        )
        import django

        django.setup()
        from tests.relevance.engines import leave_the_server
        from tests.relevance.reporting import report

        try:
            report(options.sheets, details=options.details)
        finally:
            leave_the_server()


if __name__ == "__main__":
    sys.exit(main())
