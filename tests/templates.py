"""Make what tests copy, where it is missing: `python -m tests.templates`, `make templates`."""

from tests.demonstration import demonstration_template
from tests.migrated import migrated_template

if __name__ == "__main__":
    migrated_template()
    demonstration_template()
