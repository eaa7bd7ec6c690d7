"""Production settings refuse what is missing or weak, naming the variable."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
GOOD = {
    "SECRET_KEY": "kZ3vQ8-tR1yW5uX9pL2mN6bV0cF4hJ7sD_gA3eK8iO5rT1yU6wQ9",
    "ALLOWED_HOSTS": "terrain.example.org",
    "DATABASE_URL": "sqlite:///:memory:",
    "SITE_URL": "https://terrain.example.org",
}


def check(*arguments: str, **changes: str) -> subprocess.CompletedProcess[str]:
    """Run `manage.py check` on production settings with the good variables and `changes`."""
    variables = {name: value for name, value in {**GOOD, **changes}.items() if value}
    return subprocess.run(  # noqa: S603
        [sys.executable, str(ROOT / "manage.py"), "check", *arguments],
        env={
            "PATH": os.environ["PATH"],
            "DJANGO_SETTINGS_MODULE": "config.settings.production",
            **variables,
        },
        capture_output=True,
        text=True,
        check=False,
    )


def test_deploy_check_is_clean() -> None:
    done = check("--deploy", "--fail-level", "WARNING")
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("name", sorted(GOOD))
def test_missing_variable_is_named(name: str) -> None:
    done = check(**{name: ""})
    assert done.returncode != 0
    assert f"environment variable {name}" in done.stderr.splitlines()[-1]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", "short"),
        ("SECRET_KEY", "a" * 64),
        ("SECRET_KEY", "insecure-development-key-never-use-it-in-production"),
        ("ALLOWED_HOSTS", "*"),
    ],
)
def test_weak_value_is_refused(name: str, value: str) -> None:
    done = check(**{name: value})
    assert done.returncode != 0
    assert name in done.stderr.splitlines()[-1]
