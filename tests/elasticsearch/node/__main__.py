"""`python3 -m tests.elasticsearch.node start|stop|status|jdk`, with the standard library alone."""

import argparse
import sys
from pathlib import Path

from tests.elasticsearch.node.distribution import FOLDER, say
from tests.elasticsearch.node.java import Refused, jdk
from tests.elasticsearch.node.process import health
from tests.elasticsearch.node.servers import known, start, stop


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python3 -m tests.elasticsearch.node",
        description="A real Elasticsearch server, on this machine alone.",
    )
    parser.add_argument("command", choices=["start", "stop", "status", "jdk"])
    parser.add_argument("--nodes", type=int, default=1, help="how many form the cluster")
    parser.add_argument("--port", type=int, default=9200, help="of the first node; 0: a free one")
    parser.add_argument("--heap", type=int, help="MB a node (512 for one, 384 for several)")
    parser.add_argument("--folder", type=Path, default=FOLDER)
    options = parser.parse_args()
    if options.nodes < 1:
        parser.error("a cluster has at least one node")
    folder = options.folder.resolve()
    try:
        if options.command == "start":
            nodes = start(folder, nodes=options.nodes, port=options.port, heap=options.heap)
            print("\n".join(node.url for node in nodes))
        elif options.command == "stop":
            say(f"Servers stopped: {stop(folder)}.")
        elif options.command == "jdk":
            print(jdk()[0])
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


sys.exit(main())
