"""The databases that are measured: each made once, kept in var/ for the next run."""

import hashlib
import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

from tests.migrated import migrated_template

ROOT = Path(__file__).resolve().parents[2]
# Documents that bear a word that no other has, however many there are in all: equal hits.
HITS, RARE = 40, "zéphyr"
PLAIN = "/a-propos/"  # a page with nothing to search
BATCH, COMMUNES, LENGTH = 2_000, 400, 60  # LENGTH: words of a body


def site_of(documents: int) -> Path:
    """A SQLite file with `documents` made-up documents of about 90 words."""
    template = migrated_template()
    digest = hashlib.sha256(template.name.encode())
    made_by = (ROOT / "search" / "indexing.py", ROOT / "tests" / "search" / "corpus.py")
    for path in (Path(__file__), *made_by, *sorted((ROOT / "search" / "analysis").glob("*.py"))):
        digest.update(path.read_bytes())
    made = ROOT / "var" / f"bench-{documents}-{digest.hexdigest()[:12]}.sqlite3"
    if not made.exists():
        print(f"Making {documents} documents, once…", flush=True)
        making = made.with_suffix(f".{os.getpid()}")
        shutil.copy(template, making)
        apart("fill", str(documents), database=making)
        making.rename(made)
    return made


def apart(*arguments: str, database: Path, **more: str) -> None:
    """Run a part of the benchmark in a process of its own, as the site on `database`."""
    subprocess.run(  # noqa: S603
        [sys.executable, "-m", "tests.bench", *arguments],
        check=True,
        env=os.environ | environment(database) | more,
    )


def environment(database: Path) -> dict[str, str]:
    return {
        "DJANGO_SETTINGS_MODULE": "config.settings.test",
        "DATABASE_URL": f"sqlite:///{database}",
        "MEDIA_ROOT": str(database.parent / "media"),
        "LOG_LEVEL": "WARNING",
    }


def fill(documents: int) -> None:
    """Fill the database of this process; HITS documents say RARE in their title."""
    from django.db import connection, transaction

    from search.writing import write
    from tests.factories.experiences import ContentFactory, catalogue
    from tests.search import corpus

    chance = random.Random(1)
    ContentFactory(slug=PLAIN.strip("/"))
    made = corpus.make(0, communes=COMMUNES, length=LENGTH)
    rare = {*range(0, documents, max(1, documents // HITS))}
    for start in range(0, documents, BATCH):
        pages = corpus.pages(min(BATCH, documents - start), under=catalogue("experience"))
        records = [corpus.record(page, chance, made) for page in pages]
        for place, record in enumerate(records, start=start):
            if place in rare:
                record.title = f"{RARE} {record.title}"
                record.locale, record.go_live_at, record.expire_at = "fr", None, None
        with transaction.atomic():
            write(records)
        print(f"  {start + len(pages)}/{documents}", flush=True)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
