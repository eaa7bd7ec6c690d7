#!/usr/bin/env python
"""Django's command line, with `site/` on the import path."""

import os
import sys
from pathlib import Path


def main() -> None:
    # `site/` has no __init__.py: a package of that name would shadow Python's own.
    sys.path.insert(1, str(Path(__file__).resolve().parent / "site"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.development")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
