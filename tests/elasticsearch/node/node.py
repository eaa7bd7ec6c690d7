#!/usr/bin/env python3
"""Builds and runs a real Elasticsearch server from Maven Central, on this machine alone.

`node.py start|stop|status`, the standard library only, so that make and tests call the same code.
It needs a JDK 21 or newer and Maven. Everything is kept in one folder (`var/elasticsearch`): the
distribution, built once, and one folder a node with its configuration, data, log and process id.
"""

import argparse
import contextlib
import fcntl
import hashlib
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

VERSION = "9.2.0"
OLDEST_JAVA = 21
HERE = Path(__file__).resolve().parent
FOLDER = HERE.parents[2] / "var" / "elasticsearch"
JVM_FOLDERS = (
    "/usr/lib/jvm/*",
    "/usr/java/*",
    "/opt/java/*",
    "/Library/Java/JavaVirtualMachines/*/Contents/Home",
    "~/.sdkman/candidates/java/*",
)
READY_WITHIN = 90  # seconds
STOPPED_WITHIN = 20  # seconds


class Refused(Exception):
    """What is missing or in the way, and what to do, in one line."""


class Missing(Refused):
    """A tool that this machine does not have."""


@dataclass(frozen=True)
class Node:
    """One server process: its folder below the cluster's, and its port on the loopback."""

    folder: Path
    port: int

    @property
    def transport(self) -> int:
        """The port on which nodes speak to each other."""
        return self.port + 100

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> Path:
        return self.folder / "log"

    def pid(self) -> int | None:
        """The process that runs this node now; None when it ended."""
        try:
            pid = int((self.folder / "pid").read_text())
        except (FileNotFoundError, ValueError):
            return None
        # The system may have given the number to another process since.
        command = subprocess.run(
            ["ps", "-ww", "-o", "stat=,args=", "-p", str(pid)],
            capture_output=True,
            text=True,
            check=False,
        ).stdout
        return pid if f"-Des.path.conf={self.folder}/" in command and command[0] != "Z" else None


def say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


# Java and Maven


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


# The distribution


def sources() -> list[Path]:
    return sorted(path for path in HERE.rglob("*") if path.suffix in {".java", ".xml"})


def distribution(folder: Path) -> Path:
    """The server laid out on disk (lib, modules, plugins), built when its sources changed.

    Raises Missing without Java or Maven, Refused when a download or the compiler fails.
    """
    digest = hashlib.sha256()
    for path in [*sources(), Path(__file__)]:
        digest.update(path.read_bytes())
    home = folder / f"distribution-{digest.hexdigest()[:12]}"
    if not home.exists():
        java, version = jdk()
        command = maven()
        say(f"Elasticsearch {VERSION}: building with the JDK {version} in {java} (once)…")
        making = folder / f"making-{os.getpid()}"
        shutil.rmtree(making, ignore_errors=True)
        try:
            build(making, java, command)
            making.rename(home)
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
            *(command, "--quiet", "--batch-mode", "--strict-checksums"),
            *("--file", str(HERE / "pom.xml"), f"-Delasticsearch.version={VERSION}"),
            *("dependency:copy-dependencies", f"-DoutputDirectory={library}"),
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
        errors = [line for line in done.stdout.splitlines() if "rror" in line][:5]
        raise Refused("\n  ".join([failed, *errors]))


# Nodes


def is_free(port: int) -> bool:
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind(("127.0.0.1", port))
        except (OSError, OverflowError):
            return False
    return True


def free_port(nodes: int) -> int:
    """A port that is free, as are those of its cluster and of its transport."""
    while True:
        with socket.socket() as trial:
            trial.bind(("127.0.0.1", 0))
            port = trial.getsockname()[1]
        wanted = {number + more for number in range(port, port + nodes) for more in (0, 100)}
        if all(is_free(number) for number in wanted):
            return port


def cluster(folder: Path, nodes: int, port: int) -> list[Node]:
    """Nodes of one cluster; each number of nodes has data of its own: a cluster of three does
    not start again with one."""
    return [
        Node(folder / f"cluster-of-{nodes}" / str(number), number)
        for number in range(port, port + nodes)
    ]


def known(folder: Path) -> list[Node]:
    """Every node that was ever started in this folder."""
    return [
        Node(path.parent, int(path.parent.name))
        for path in sorted(folder.glob("cluster-of-*/*/pid"))
    ]


def configure(node: Node, nodes: list[Node]) -> None:
    configuration = node.folder / "config"
    configuration.mkdir(parents=True, exist_ok=True)
    settings: dict[str, object] = {
        "cluster.name": "terrain-commun",
        "node.name": f"node-{node.port}",
        "network.host": "127.0.0.1",
        "http.port": node.port,
        "transport.port": node.transport,
        "path.data": str(node.folder / "data"),
        "path.logs": str(node.folder / "logs"),
        # A disk that is nearly full is the developer's business, not a reason to allocate nothing.
        "cluster.routing.allocation.disk.threshold_enabled": False,
    }
    if len(nodes) == 1:
        settings["discovery.type"] = "single-node"
    else:
        settings["discovery.seed_hosts"] = [f"127.0.0.1:{other.transport}" for other in nodes]
        settings["cluster.initial_master_nodes"] = [f"node-{other.port}" for other in nodes]
    # JSON is YAML.
    (configuration / "elasticsearch.yml").write_text(json.dumps(settings, indent=2) + "\n")
    (configuration / "log4j2.properties").write_text(
        "appender.console.type = Console\nappender.console.name = console\n"
        "appender.console.layout.type = PatternLayout\n"
        "appender.console.layout.pattern = [%d{ISO8601}][%-5p][%c{1.}] %m%n\n"
        "rootLogger.level = info\nrootLogger.appenderRef.console.ref = console\n"
    )


def launch(node: Node, home: Path, java: Path, heap: int, until: int | None) -> None:
    for port in (node.port, node.transport):
        if not is_free(port):
            raise Refused(
                f"Port {port} is in use: stop what listens there, or choose another "
                "(make elasticsearch ES_PORT=…)."
            )
    with node.log.open("w") as log:
        process = subprocess.Popen(
            [
                *(str(java / "bin" / "java"), f"-Xms{heap}m", f"-Xmx{heap}m"),
                *("-Des.distribution.type=tar", "-Dlog4j2.disable.jmx=true"),
                *("--enable-native-access=ALL-UNNAMED", "--add-modules=jdk.incubator.vector"),
                *(f"-Des.path.home={home}", f"-Des.path.conf={node.folder}/config"),
                *([f"-Dterrain.until={until}"] if until else []),
                *("-cp", f"{home}/lib/*", "Launcher"),
            ],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    process.returncode = 0  # It outlives this process on purpose: without a code, Python warns.
    (node.folder / "pid").write_text(str(process.pid))


def health(node: Node) -> dict:
    """What the node says of its cluster; empty while it does not answer."""
    try:
        address = f"{node.url}/_cluster/health?timeout=1s"
        with urllib.request.urlopen(address, timeout=5) as answer:
            return json.load(answer)
    except (OSError, ValueError):
        return {}


def wait_until_ready(nodes: list[Node]) -> None:
    """Returns once every node answers and sees all the others; raises Refused when one ends."""
    deadline = time.monotonic() + READY_WITHIN
    waiting = list(nodes)
    while waiting:
        waiting = [node for node in waiting if health(node).get("number_of_nodes") != len(nodes)]
        for node in waiting:
            if node.pid() is None:
                raise Refused(f"The server on port {node.port} ended: {last_words(node)}")
        if waiting and time.monotonic() > deadline:
            raise Refused(
                f"The server on port {waiting[0].port} does not answer after {READY_WITHIN} s: "
                f"{last_words(waiting[0])}"
            )
        time.sleep(0.1 if waiting else 0)


def last_words(node: Node) -> str:
    lines = node.log.read_text(errors="replace").splitlines()
    telling = [line for line in lines if re.search(r"Exception|ERROR|error|refused", line)]
    return f"{(telling or lines or ['nothing'])[0]} (see {node.log})"


@contextlib.contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Only one process at a time builds, starts or stops in this folder."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


# Commands


def start(
    folder: Path,
    *,
    nodes: int = 1,
    port: int = 9200,
    heap: int | None = None,
    until: int | None = None,
    build_in: Path = FOLDER,
) -> list[Node]:
    """Start what does not run yet of a cluster and wait until it answers.

    port: of the first node, the others follow; 0 for a free one, or where the cluster runs already.
    heap: MB a node. until: a process after whose end the servers end too.
    Raises Refused with what to do.
    """
    with alone(folder):
        running = [node for node in known(folder) if node.pid()]
        if port == 0:
            port = min((node.port for node in running), default=0) or free_port(nodes)
        wanted = cluster(folder, nodes, port)
        if others := [node for node in running if node not in wanted]:
            ports = ", ".join(str(node.port) for node in others)
            raise Refused(
                f"Another cluster of this folder runs on {ports}: make elasticsearch-stop first."
            )
        missing = [node for node in wanted if node not in running]
        if not missing:
            say("Elasticsearch runs already.")
        else:
            begun = time.monotonic()
            with alone(build_in) if build_in != folder else contextlib.nullcontext():
                home = distribution(build_in)
            java, version = jdk()
            say(f"Elasticsearch {VERSION}: starting with the JDK {version} in {java}…")
            for node in missing:
                configure(node, wanted)
                launch(node, home, java, heap or (512 if nodes == 1 else 384), until)
            wait_until_ready(wanted)
            say(f"  ready after {time.monotonic() - begun:.0f} s")
    return wanted


def stop(folder: Path) -> int:
    """End every server of this folder; returns how many there were."""
    with alone(folder):
        ending = {node: pid for node in known(folder) if (pid := node.pid())}
        for pid in ending.values():
            os.kill(pid, signal.SIGTERM)
            os.kill(pid, signal.SIGCONT)
        deadline = time.monotonic() + STOPPED_WITHIN
        for node, pid in ending.items():
            while node.pid() and time.monotonic() < deadline:
                time.sleep(0.1)
            if node.pid():
                say(f"The server on port {node.port} does not end by itself: ended by force.")
                os.kill(pid, signal.SIGKILL)
    return len(ending)


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("command", choices=["start", "stop", "status"])
    parser.add_argument("--nodes", type=int, default=1, help="how many form the cluster")
    parser.add_argument("--port", type=int, default=9200, help="of the first node; 0: a free one")
    parser.add_argument("--heap", type=int, help="MB a node (512 for one, 384 for several)")
    parser.add_argument("--folder", type=Path, default=FOLDER)
    options = parser.parse_args()
    folder = options.folder.resolve()
    try:
        if options.command == "start":
            nodes = start(folder, nodes=options.nodes, port=options.port, heap=options.heap)
            print("\n".join(node.url for node in nodes))
        elif options.command == "stop":
            say(f"Servers stopped: {stop(folder)}.")
        else:
            running = [node for node in known(folder) if node.pid()]
            for node in running:
                print(
                    f"{node.url} {health(node).get('status', 'no answer')} (process {node.pid()})"
                )
            return 0 if running else 1
    except Refused as refusal:
        say(str(refusal))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
