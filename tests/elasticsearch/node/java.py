"""The tools that a server needs: a JDK, and Maven to fetch it."""

import os
import re
import shutil
import subprocess
from pathlib import Path

OLDEST_JAVA = 21
JVM_FOLDERS = (
    "/usr/lib/jvm/*",
    "/usr/java/*",
    "/opt/java/*",
    "/Library/Java/JavaVirtualMachines/*/Contents/Home",
    "~/.sdkman/candidates/java/*",
)


class Refused(Exception):
    """What is missing or in the way, and what to do, in one line."""


class Missing(Refused):
    """A tool that this machine does not have."""


def java_version(home: Path) -> int:
    """The feature release of a JDK (21, 25); 0 when the folder holds none that compiles."""
    if not (home / "bin" / "javac").is_file() or not (home / "bin" / "java").is_file():
        return 0
    answer = subprocess.run(
        [str(home / "bin" / "javac"), "-version"], capture_output=True, text=True, check=False
    )
    found = re.search(r"javac (?:1\.)?(\d+)", answer.stdout + answer.stderr)
    return int(found[1]) if found else 0


def jdk() -> tuple[Path, int]:
    """The JDK to use and its release: JAVA_HOME, the newest in the usual folders, the PATH.

    Raises Missing when none is new enough.
    """
    homes = [Path(os.environ["JAVA_HOME"])] if os.environ.get("JAVA_HOME") else []
    usual = []
    for pattern in JVM_FOLDERS:
        path = Path(pattern).expanduser()
        root = Path(*path.parts[: path.parts.index("*")])
        usual += root.glob(str(path.relative_to(root)))
    homes += sorted({home.resolve() for home in usual}, key=java_version, reverse=True)
    if compiler := shutil.which("javac"):
        homes.append(Path(compiler).resolve().parents[1])
    versions = [(home, java_version(home)) for home in homes]
    for home, version in versions:
        if version >= OLDEST_JAVA:
            return home, version
    seen = ", ".join(f"{version} in {home}" for home, version in versions if version)
    raise Missing(
        f"Elasticsearch needs a JDK {OLDEST_JAVA} or newer (found: {seen or 'none'}): install one "
        "(Debian 13: apt-get install openjdk-21-jdk-headless; or https://adoptium.net) "
        "or point JAVA_HOME at it."
    )


def maven() -> str:
    if found := shutil.which("mvn"):
        return found
    raise Missing("Maven is missing: install it (apt-get install maven), then run this again.")


def missing() -> str | None:
    """What this machine lacks to run a server, and what to do; None when it has everything."""
    try:
        maven()
        jdk()
    except Missing as lacking:
        return str(lacking)
    return None
