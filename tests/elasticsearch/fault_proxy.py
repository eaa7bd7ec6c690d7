"""A proxy in front of a real server that does what a bad day does to answers."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.error import HTTPError
from urllib.request import Request, urlopen

PRODUCT = {"X-Elastic-Product": "Elasticsearch"}


class Proxy(ThreadingHTTPServer):
    """Forwards to `target`; `fault` says what goes wrong with the next answers."""

    daemon_threads = True
    fault = ""

    def __init__(self, target: str) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.target = target
        self.requests: list[str] = []  # "POST /path" of all that came
        self.released = threading.Event()  # ends every answer that is held back

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def searches(self) -> int:
        return sum("_search" in each for each in self.requests)


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Proxy

    def do_GET(self) -> None:
        self.answer()

    do_POST = do_PUT = do_DELETE = do_HEAD = do_GET

    def log_message(self, *_: object) -> None:
        """Silent."""

    def answer(self) -> None:
        self.server.requests.append(f"{self.command} {self.path}")
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        getattr(self, self.server.fault or "forward")(body)

    def forward(self, body: bytes) -> None:
        self.send(*self.fetch(body))

    def slow(self, body: bytes) -> None:
        """Five seconds, or until the test is over."""
        self.server.released.wait(5)
        self.forward(body)

    def dripping(self, body: bytes) -> None:
        """A byte from time to time: no single read takes long."""
        _, headers, content = self.fetch(body)
        self.head(200, headers, len(content))
        for byte in content:
            self.wfile.write(bytes([byte]))
            self.wfile.flush()
            if self.server.released.wait(0.05):
                break
        self.close_connection = True

    def cut(self, body: bytes) -> None:
        """Half of the body, then the line is dead."""
        _, headers, content = self.fetch(body)
        self.head(200, headers, len(content))
        self.wfile.write(content[: len(content) // 2])
        self.close_connection = True

    def busy(self, _: bytes) -> None:
        self.send(429, PRODUCT, b'{"error":{"type":"es_rejected_execution_exception"}}')

    def unavailable(self, _: bytes) -> None:
        self.send(503, PRODUCT, b'{"error":{"type":"cluster_block_exception"}}')

    def page(self, _: bytes) -> None:
        """A page of a proxy of somebody else."""
        self.send(200, {"Content-Type": "text/html"}, b"<html><h1>Maintenance</h1></html>")

    def other_json(self, _: bytes) -> None:
        self.send(200, PRODUCT, b'{"ok": true}')

    def fetch(self, body: bytes) -> tuple[int, dict[str, str], bytes]:
        kept = ("content-type", "accept", "authorization")
        headers = {name: value for name, value in self.headers.items() if name.lower() in kept}
        request = Request(  # noqa: S310
            f"{self.server.target}{self.path}", body or None, headers, method=self.command
        )
        try:
            with urlopen(request) as answer:  # noqa: S310
                return answer.status, dict(answer.headers), answer.read()
        except HTTPError as error:
            return error.code, dict(error.headers), error.read()

    def send(self, status: int, headers: dict[str, str], content: bytes) -> None:
        self.head(status, headers, len(content))
        if self.command != "HEAD":
            self.wfile.write(content)

    def head(self, status: int, headers: dict[str, str], length: int) -> None:
        self.send_response(status)
        given = {name.lower(): value for name, value in headers.items()}
        self.send_header("Content-Type", given.get("content-type", "application/json"))
        if "x-elastic-product" in given:
            self.send_header("X-Elastic-Product", given["x-elastic-product"])
        self.send_header("Content-Length", str(length))
        self.end_headers()


@contextmanager
def proxy(target: str) -> Iterator[Proxy]:
    """A running proxy in front of `target`."""
    server = Proxy(target)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.released.set()
        server.shutdown()
        server.server_close()
