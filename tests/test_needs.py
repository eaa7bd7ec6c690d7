"""What a marked test needs is asked once, and CI lets no test be skipped."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.needs import NEEDS

ROOT = Path(__file__).resolve().parents[1]


def run(folder: Path, source: str, **variables: str) -> tuple[int, str]:
    """Exit status and output of pytest on `source`, with these environment variables alone."""
    (folder / "pytest.ini").write_text("\n    ".join(["[pytest]\nmarkers =", *NEEDS]))
    (folder / "test_it.py").write_text(f"import pytest\n{source}\n")
    done = subprocess.run(  # noqa: S603
        [
            *(sys.executable, "-m", "pytest", "-ra", "-p", "tests.needs"),
            *("-c", str(folder / "pytest.ini"), str(folder)),
        ],
        cwd=ROOT,
        # Neither browser nor server, and no plugin but this one.
        env={"PATH": str(folder), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", **variables},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout


MARKED = """
@pytest.fixture
def started(): raise RuntimeError

@pytest.mark.browser
def test_browser(started): ...
@pytest.mark.elasticsearch
def test_elasticsearch(started): ...
@pytest.mark.postgresql
def test_postgresql(started): ...
"""


def test_a_need_that_is_not_met_is_a_skip_that_says_the_remedy(tmp_path: Path) -> None:
    status, printed = run(tmp_path, MARKED)

    assert status == 0, printed
    assert "3 skipped" in printed
    for remedy in ("apt-get install chromium", "make test-elasticsearch", "make test-postgresql"):
        assert remedy in printed


def test_a_need_that_is_met_is_no_skip(tmp_path: Path) -> None:
    (tmp_path / "chromium").touch(mode=0o755)

    status, printed = run(
        tmp_path,
        MARKED.replace("raise RuntimeError", "return"),
        DATABASE_URL="postgres://terrain@127.0.0.1/postgres",
        ELASTICSEARCH_TEST_URL="http://127.0.0.1:9200",
        CI="true",
    )

    assert status == 0, printed
    assert "3 passed" in printed


def test_what_only_sqlite_can_do_is_skipped_on_postgresql(tmp_path: Path) -> None:
    source = "@pytest.mark.sqlite\ndef test_it(): ..."

    assert "1 passed" in run(tmp_path, source)[1]
    assert "1 skipped" in run(tmp_path, source, DATABASE_URL="postgres://terrain@127.0.0.1/x")[1]


SKIPPED = """
def test_call(): pytest.skip("plus tard")
@pytest.mark.skip(reason="plus tard")
def test_marker(): ...
@pytest.mark.skipif(True, reason="plus tard")
def test_condition(): ...
@pytest.mark.xfail(strict=True)
def test_expected_failure(): assert False
"""


def test_in_ci_every_skip_is_a_failure(tmp_path: Path) -> None:
    status, printed = run(tmp_path, MARKED + SKIPPED, CI="true")

    assert status == pytest.ExitCode.TESTS_FAILED, printed
    assert "1 failed, 1 xfailed, 5 errors" in printed  # an error: a failure before the test itself
    assert "In CI no test may be skipped." in printed


@pytest.mark.parametrize(
    "source",
    ["pytest.importorskip('no_such_module')", "pytest.skip('plus tard', allow_module_level=True)"],
)
def test_in_ci_a_skipped_module_is_a_failure(source: str, tmp_path: Path) -> None:
    status, printed = run(tmp_path, source, CI="true")

    assert status == pytest.ExitCode.INTERRUPTED, printed
    assert "In CI no test may be skipped." in printed
