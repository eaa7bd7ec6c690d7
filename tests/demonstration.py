"""The site as `make run` prepares it, made once for each state of its content."""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def serve(*arguments: str, folder: Path) -> str:
    """Run `manage.py serve` on the database and uploads in `folder`; what it printed."""
    done = subprocess.run(  # noqa: S603
        [sys.executable, str(ROOT / "manage.py"), "serve", *arguments],
        check=True,
        stdout=subprocess.PIPE,
        text=True,
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "config.settings.test",
            "DATABASE_URL": f"sqlite:///{folder / 'db.sqlite3'}",
            "MEDIA_ROOT": str(folder / "media"),
        },
    )
    return done.stdout


def demonstration_template() -> Path:
    """A folder with the database and uploads of `make run`, made once for each content."""
    digest = hashlib.sha256()
    patterns = (
        "[!.]*/**/migrations/*.py",
        "site/config/settings/base.py",  # apps of other packages bring migrations too
        "home/demonstration/**/*",
        "site/*/data/*",
    )
    for path in sorted({path for pattern in patterns for path in ROOT.glob(pattern)}):
        if path.is_file() and path.suffix != ".pyc":
            digest.update(path.read_bytes())
    template = ROOT / "var" / f"demonstration-{digest.hexdigest()[:16]}"
    if not template.exists():
        making = template.with_suffix(f".{os.getpid()}")
        making.mkdir(parents=True)
        serve("--prepare-only", folder=making)
        try:
            making.rename(template)
        except OSError:  # another worker was first
            shutil.rmtree(making)
    return template
