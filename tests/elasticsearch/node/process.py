"""One node of a cluster: its ports, its configuration, the process that runs it."""

import json
import random
import re
import socket
import subprocess
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path

from tests.elasticsearch.node.java import Refused


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
        return pid if f"-Des.path.conf={self.folder}/" in command_line(pid) else None


def command_line(pid: int) -> str:
    """What the process was called with; empty when there is none or it has ended."""
    if Path("/proc/self").exists():
        try:
            return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
        except (FileNotFoundError, ProcessLookupError):
            return ""
    ps = ["ps", "-ww", "-o", "args=", "-p", str(pid)]
    return subprocess.run(ps, capture_output=True, text=True, check=False).stdout


def is_free(port: int) -> bool:
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind(("127.0.0.1", port))
        except (OSError, OverflowError):
            return False
    return True


def free_port(nodes: int) -> int:
    """A port that is free, as are those of its cluster and of its transport.

    Below those that the system gives to outgoing connections, which could take it meanwhile.
    """
    while True:
        port = random.randrange(20_000, 32_000)
        wanted = {number + more for number in range(port, port + nodes) for more in (0, 100)}
        if all(is_free(number) for number in wanted):
            return port


def refuse_busy_ports(nodes: list[Node]) -> None:
    for node in nodes:
        for port in (node.port, node.transport):
            if not is_free(port):
                raise Refused(
                    f"Port {port} is in use: stop what listens there, or choose another "
                    "(make elasticsearch ES_PORT=…)."
                )


def configure(node: Node, nodes: list[Node]) -> None:
    """Write the node's settings: on the loopback alone, with all `nodes` as its cluster."""
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
    """Start the process; it goes on when this one ends, or ends with the process `until`."""
    with node.log.open("w") as log:
        process = subprocess.Popen(
            [
                *(str(java / "bin" / "java"), f"-Xms{heap}m", f"-Xmx{heap}m"),
                *("-Des.distribution.type=tar", "-Dlog4j2.disable.jmx=true"),
                *("--enable-native-access=ALL-UNNAMED", "--add-modules=jdk.incubator.vector"),
                # As the official distribution has it, which counts on no more memory than this.
                *("-XX:+UseG1GC", f"-XX:MaxDirectMemorySize={heap // 2}m", "-Xss1m"),
                *("-Dio.netty.noUnsafe=true", "-Dio.netty.allocator.numDirectArenas=0"),
                *(f"-Des.path.home={home}", f"-Des.path.conf={node.folder}/config"),
                *([f"-Dterrain.until={until}"] if until else []),
                *("-cp", f"{home}/lib/*", "Launcher"),
            ],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    (node.folder / "pid").write_text(f"{process.pid}\n")
    while process.poll() is None and node.pid() is None:
        time.sleep(0.01)  # its command line can be read a moment after it began
    process.returncode = 0  # It outlives this process on purpose: without a code, Python warns.


def health(node: Node) -> dict:
    """What the node says of its cluster; empty while it does not answer."""
    try:
        address = f"{node.url}/_cluster/health?timeout=1s"
        with urllib.request.urlopen(address, timeout=5) as answer:
            return json.load(answer)
    except (OSError, ValueError):
        return {}


def last_words(node: Node) -> str:
    lines = node.log.read_text(errors="replace").splitlines()
    telling = [line for line in lines if re.search(r"Exception|ERROR|error|refused", line)]
    return f"{(telling or lines or ['nothing'])[0]} (see {node.log})"
