"""Starting and stopping the servers of one folder: one node, or several that form a cluster."""

import contextlib
import fcntl
import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

from tests.elasticsearch.node.distribution import FOLDER, VERSION, distribution, say
from tests.elasticsearch.node.java import Refused, jdk
from tests.elasticsearch.node.process import (
    Node,
    configure,
    free_port,
    health,
    last_words,
    launch,
    refuse_busy_ports,
)

READY_WITHIN = 180  # seconds; some 5 on a machine with nothing else to do
TELL_EVERY = 15  # seconds
STOPPED_WITHIN = 20  # seconds


def cluster(folder: Path, nodes: int, port: int) -> list[Node]:
    """Its nodes; each number of nodes has data of its own: three do not start again as one."""
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
            return wanted
        refuse_busy_ports(missing)
        with alone(build_in) if build_in != folder else contextlib.nullcontext():
            home = distribution(build_in)
        java, version = jdk()
        say(f"Elasticsearch {VERSION}: starting with the JDK {version} in {java}…")
        begun = time.monotonic()
        try:
            for node in missing:
                configure(node, wanted)
                launch(node, home, java, heap or (512 if nodes == 1 else 384), until)
            wait_until_ready(wanted)
        except Refused:
            end(missing)
            raise
        say(f"  ready after {time.monotonic() - begun:.0f} s; its log: {missing[0].log}")
    return wanted


def stop(folder: Path) -> int:
    """End every server of this folder; returns how many there were."""
    with alone(folder):
        return end(known(folder))


def kill(node: Node) -> None:
    """End a server as a power cut does; returns once its process is gone."""
    while pid := node.pid():
        os.kill(pid, signal.SIGKILL)
        time.sleep(0.1)


def end(nodes: list[Node]) -> int:
    """Ask the processes of these nodes to end, by force when they do not; returns how many ran."""
    ending = {node: pid for node in nodes if (pid := node.pid())}
    for pid in ending.values():
        os.kill(pid, signal.SIGTERM)
        os.kill(pid, signal.SIGCONT)  # one that was stopped hears nothing else
    deadline = time.monotonic() + STOPPED_WITHIN
    for node in ending:
        while node.pid():
            if time.monotonic() > deadline:
                say(f"The server on port {node.port} does not end by itself: ended by force.")
                kill(node)
            time.sleep(0.1)
    return len(ending)


def wait_until_ready(nodes: list[Node]) -> None:
    """Returns once every node answers and sees all the others; raises Refused when one ends."""
    begun = told = time.monotonic()
    waiting = list(nodes)
    while waiting:
        waiting = [node for node in waiting if health(node).get("number_of_nodes") != len(nodes)]
        for node in waiting:
            if node.pid() is None:
                raise Refused(f"The server on port {node.port} ended: {last_words(node)}")
        now = time.monotonic()
        if waiting and now - begun > READY_WITHIN:
            raise Refused(
                f"The server on port {waiting[0].port} does not answer after {READY_WITHIN} s: "
                f"{last_words(waiting[0])}"
            )
        if waiting and now - told > TELL_EVERY:
            told = now
            say(f"  waiting for {len(waiting)} of {len(nodes)} since {now - begun:.0f} s…")
        time.sleep(0.1 if waiting else 0)


@contextlib.contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Only one process at a time builds, starts or stops in this folder."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
