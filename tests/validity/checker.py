"""The Nu Html Checker (https://validator.github.io/validator/), which validator.w3.org runs.

Its archive comes from the npm registry, where its authors publish it; it is Java and is run as a
process. Kept in var/ from the first use on.
"""

import base64
import hashlib
import json
import os
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Mapping
from pathlib import Path

from tests.elasticsearch.node.java import Missing, jdk

VERSION = "26.9.27"
# As the registry states it: base64 of the SHA-512 of the archive.
INTEGRITY = (
    "TkQd5DFfOaWC9ebtvozTsrH2Vaod3jYg+vrOeREzIXxBexLz9+rS2DNtjn7+RPUiZhgli0SghgBX6RJRNea0KA=="
)
JAR = Path(__file__).resolve().parents[2] / "var" / f"vnu-{VERSION}.jar"


def missing() -> str | None:
    """What this machine lacks to run it, and what to do; None when it has everything."""
    if not JAR.exists() and not shutil.which("npm"):
        return "npm is missing: install it (apt-get install npm), then run this again."
    try:
        jdk()
    except Missing as lacking:
        return str(lacking)
    return None


def faults(pages: Mapping[str, str]) -> list[str]:
    """What the checker says of `pages` (name → HTML), errors and warnings, a line each."""
    with tempfile.TemporaryDirectory() as place:
        names = {}
        for number, (name, html) in enumerate(pages.items()):
            path = Path(place) / f"{number}.html"
            path.write_text(html)
            names[path.as_uri()] = name
        home, _ = jdk()
        answer = subprocess.run(  # noqa: S603
            [
                *(str(home / "bin" / "java"), "-Xmx512m", "-jar", str(jar())),
                *("--format", "json", "--stdout", "--exit-zero-always", place),
            ],
            check=True,
            capture_output=True,
            text=True,
        )
    return [
        f"{names.get(_uri(one), one.get('url'))}, line {one.get('lastLine')}: {one['message']} "
        f"{one.get('extract', '')!r}"
        for one in json.loads(answer.stdout)["messages"]
    ]


def _uri(message: Mapping[str, str]) -> str:
    """Java writes file:/tmp/…, Python file:///tmp/…"""
    return message.get("url", "").replace("file:/", "file:///", 1)


def jar() -> Path:
    """The checker, fetched at first. ValueError when it is not what was published."""
    if not JAR.exists():
        JAR.parent.mkdir(exist_ok=True)
        with tempfile.TemporaryDirectory(dir=JAR.parent) as place:
            subprocess.run(  # noqa: S603
                ["npm", "pack", "--silent", f"vnu-jar@{VERSION}"],  # noqa: S607
                cwd=place,
                check=True,
                stdout=subprocess.DEVNULL,
            )
            [archive] = Path(place).glob("*.tgz")
            found = base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
            if found != INTEGRITY:
                raise ValueError(f"{archive.name} is not the archive that was published: {found}")
            with tarfile.open(archive) as opened:
                opened.extract("package/build/dist/vnu.jar", place, filter="data")
            os.replace(Path(place) / "package/build/dist/vnu.jar", JAR)
    return JAR
