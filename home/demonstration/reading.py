"""The demonstration content as written in content/*.yaml: facts of the corpus, retold."""

import uuid
from functools import cache
from pathlib import Path
from typing import Any

import yaml

CONTENT = Path(__file__).parent / "content"
SHEETS = CONTENT / "sheets"
# Every identifier that the loader gives derives from it: the same in every installation.
NAMESPACE = uuid.UUID("5b2f8a35-6a0c-4e0e-9d5a-7d3b1c3f6f10")
# PyYAML over libyaml, ten times as fast, where it was built.
Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def key_of(*parts: str | int) -> uuid.UUID:
    """The identifier of the thing that `parts` name: a page, a block, a line of a page."""
    return uuid.uuid5(NAMESPACE, "/".join(map(str, parts)))


def sheet_slugs() -> list[str]:
    """The slugs of all sheets, in the order in which they are published (oldest first)."""
    latest = read("site")["latest_sheets"]
    others = sorted(path.stem for path in SHEETS.glob("*.yaml") if path.stem not in latest)
    # An even mix of places and subjects, the same everywhere.
    return [*sorted(others, key=lambda slug: key_of("order", slug).int), *reversed(latest)]


def read_sheet(slug: str) -> dict[str, Any]:
    """One sheet, as described in content/README.md."""
    return _read(SHEETS / f"{slug}.yaml")


@cache
def read(name: str) -> Any:
    """content/NAME.yaml: a list of items, or a mapping for `site`."""
    return _read(CONTENT / f"{name}.yaml")


def _read(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), Loader)  # noqa: S506 (a safe loader)
