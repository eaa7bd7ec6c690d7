"""The database as migrations leave it, made once for each state of them."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def migrated_template() -> Path:
    """A SQLite file with every migration applied, made once for each state of the migrations."""
    digest = hashlib.sha256()
    for path in sorted(ROOT.glob("[!.]*/**/migrations/*.py")):
        digest.update(path.read_bytes())
    # Apps of other packages bring migrations too.
    for name in ("requirements.txt", "site/config/settings/base.py"):
        digest.update((ROOT / name).read_bytes())
    template = ROOT / "var" / f"test-{digest.hexdigest()[:16]}.sqlite3"
    if not template.exists():
        template.parent.mkdir(exist_ok=True)
        making = template.with_suffix(f".{os.getpid()}")
        subprocess.run(  # noqa: S603
            [sys.executable, str(ROOT / "manage.py"), "migrate", "--verbosity", "0"],
            check=True,
            env={
                **os.environ,
                "DJANGO_SETTINGS_MODULE": "config.settings.test",
                "DATABASE_URL": f"sqlite:///{making}",
            },
        )
        making.rename(template)
    return template
