"""The server laid out on disk: fetched from Maven Central, completed by what stands beside this."""

import hashlib
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

from tests.elasticsearch.node.java import OLDEST_JAVA, Refused, jdk, maven

HERE = Path(__file__).resolve().parent
POM = HERE / "pom.xml"
VERSION = POM.read_text().split("<elasticsearch.version>")[1].split("<")[0]
# Everything that servers keep: the distribution, and one folder a node.
FOLDER = HERE.parents[2] / "var" / "elasticsearch"


def say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def distribution(folder: Path) -> Path:
    """The server laid out on disk (lib, modules, plugins), built when its sources changed.

    Raises Missing without Java or Maven, Refused when a download or the compiler fails.
    """
    digest = hashlib.sha256()
    sources = [path for path in HERE.rglob("*") if path.suffix in {".java", ".xml"}]
    for path in [*sorted(sources), Path(__file__)]:
        digest.update(path.read_bytes())
    home = folder / f"distribution-{digest.hexdigest()[:12]}"
    if not home.exists():
        begun = time.monotonic()
        command = maven()
        java, version = jdk()
        say(f"Elasticsearch {VERSION}: building with the JDK {version} in {java} (once)…")
        making = folder / f"making-{os.getpid()}"
        shutil.rmtree(making, ignore_errors=True)
        try:
            build(making, java, command)
            making.rename(home)
            say(f"  built in {time.monotonic() - begun:.0f} s")
        finally:
            shutil.rmtree(making, ignore_errors=True)
    return home


def build(home: Path, java: Path, command: str) -> None:
    library, transport = home / "lib", home / "modules" / "transport-netty4"
    for path in (library, transport, home / "plugins", home / "logs"):
        path.mkdir(parents=True)
    say("  fetching 46 files, 41 MB, from Maven Central…")
    run_or_refuse(
        [
            *(command, "--quiet", "--batch-mode", "--strict-checksums", "-Dstyle.color=never"),
            *("--file", str(POM), "dependency:copy-dependencies", f"-DoutputDirectory={library}"),
        ],
        "Maven could not fetch the server: check the access to Maven Central (or the mirror in "
        "~/.m2/settings.xml), then run this again.",
        java=java,
    )
    for path in [*library.glob("netty-*.jar"), *library.glob("transport-netty4-*.jar")]:
        path.rename(transport / path.name)
    descriptor(transport, "transport-netty4", "org.elasticsearch.transport.netty4.Netty4Plugin")
    say("  compiling the launcher and the analysis module…")
    analysis = home / "modules" / "analysis"
    compile_jar(HERE / "launcher", library / "launcher.jar", library, java)
    analysis.mkdir()
    compile_jar(HERE / "analysis", analysis / "analysis.jar", library, java)
    descriptor(analysis, "analysis", "fr.terraincommun.analysis.AnalysisModule")


def compile_jar(source: Path, jar: Path, library: Path, java: Path) -> None:
    classes = jar.with_suffix(".classes")
    failed = "The Java sources in tests/elasticsearch/node do not compile."
    run_or_refuse(
        [
            *(str(java / "bin" / "javac"), "--release", str(OLDEST_JAVA), "-proc:none", "-nowarn"),
            *("-cp", f"{library}/*", "-d", str(classes)),
            *(str(path) for path in sorted(source.glob("*.java"))),
        ],
        failed,
    )
    run_or_refuse(
        [str(java / "bin" / "jar"), "--create", "--file", str(jar), "-C", str(classes), "."], failed
    )
    shutil.rmtree(classes)


def descriptor(module: Path, name: str, class_name: str) -> None:
    (module / "plugin-descriptor.properties").write_text(
        f"name={name}\ndescription={name}\nversion={VERSION}\nelasticsearch.version={VERSION}\n"
        f"java.version={OLDEST_JAVA}\nclassname={class_name}\n"
    )


def run_or_refuse(command: list[str], failed: str, java: Path | None = None) -> None:
    environment = os.environ | ({"JAVA_HOME": str(java)} if java else {})
    done = subprocess.run(
        command,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode:
        errors = [line for line in done.stdout.splitlines() if re.search("ERROR|error:", line)]
        raise Refused("\n  ".join([failed, *errors[:5]]))
