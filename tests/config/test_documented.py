"""The table of docs/operations.md names what the settings of production read, and nothing else."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCES = "\n".join(
    (ROOT / "site" / "config" / "settings" / f"{module}.py").read_text()
    for module in ("base", "accounts", "uploads", "production")
)
READ = {*re.findall(r'(?:env(?:\.\w+)?|required)\(\s*"([A-Z_]+)"', SOURCES)}
DEFAULTS = dict(re.findall(r'"([A-Z_]+)",\s*default=(.+?)\s*\)', SOURCES))
TABLE = dict(
    re.findall(
        r"^\| `([A-Z_]+)` \| .+ \| (.+) \|$", (ROOT / "docs" / "operations.md").read_text(), re.M
    )
)
TOLD = {name: text[1:-1] for name, text in TABLE.items() if re.fullmatch("`[^`]+`", text)}


def test_the_table_for_operators_names_every_variable_that_is_read() -> None:
    assert len(READ) > 10
    assert TABLE.keys() == READ


@pytest.mark.parametrize("name", sorted(TOLD))
def test_a_default_in_the_table_is_that_of_the_settings(name: str) -> None:
    default = ast.literal_eval(DEFAULTS[name])
    assert type(default)(TOLD[name]) == default
