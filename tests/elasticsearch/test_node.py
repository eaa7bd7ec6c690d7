"""Starting servers: what is missing or in the way is one line that says what to do."""

import socket
import subprocess
import sys
from pathlib import Path

import pytest
from elasticsearch import Elasticsearch

from tests.elasticsearch.fixtures import FOLDER, MAIN
from tests.elasticsearch.node import java, servers

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def bare_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A machine with neither Java nor Maven; returns the one folder of its PATH."""
    commands = tmp_path / "bin"
    commands.mkdir()
    monkeypatch.setenv("PATH", str(commands))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setattr(java, "JVM_FOLDERS", (f"{tmp_path}/jvm/*",))
    return commands


def command(path: Path, script: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!{sys.executable}\n{script}\n")
    path.chmod(0o755)


def install(home: Path, version: str) -> Path:
    command(home / "bin" / "java", "")
    command(home / "bin" / "javac", f"print('javac {version}')")
    return home


def test_without_maven_it_says_what_to_install(bare_machine: Path) -> None:
    assert "apt-get install maven" in (java.missing() or "")


def test_an_older_java_is_named_and_refused(
    bare_machine: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    command(bare_machine / "mvn", "")
    assert "found: none" in (java.missing() or "")
    older = install(tmp_path / "jvm" / "older", "17.0.15")
    monkeypatch.setenv("JAVA_HOME", str(older))
    assert f"found: 17 in {older}" in (java.missing() or "")


def test_java_home_comes_first_then_the_newest(
    bare_machine: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    command(bare_machine / "mvn", "")
    install(bare_machine.parent, "22")
    assert java.jdk() == (tmp_path, 22)
    install(tmp_path / "jvm" / "first", "21.0.4")
    newest = install(tmp_path / "jvm" / "newest", "25.0.1")
    assert java.jdk() == (newest, 25)
    chosen = install(tmp_path / "chosen", "23")
    monkeypatch.setenv("JAVA_HOME", str(chosen))
    assert java.jdk() == (chosen, 23)
    install(tmp_path / "chosen", "11.0.1")
    assert java.jdk() == (newest, 25)
    assert java.missing() is None


def test_a_download_that_fails_leaves_nothing_half_built(
    bare_machine: Path, tmp_path: Path
) -> None:
    install(bare_machine.parent, "25")
    command(bare_machine / "mvn", "print('[ERROR] repo.example.org: Unknown host'); exit(1)")
    with pytest.raises(java.Refused, match=r"(?s)Maven Central.*Unknown host"):
        servers.start(tmp_path / "nodes", port=0, build_in=tmp_path / "built")
    assert [path.name for path in (tmp_path / "built").iterdir()] == ["lock"]


def test_a_port_in_use_is_named(
    bare_machine: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    install(bare_machine.parent, "25")
    monkeypatch.setattr(servers, "distribution", lambda folder: tmp_path)
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(java.Refused, match=rf"Port {port} is in use.*ES_PORT"):
            servers.start(tmp_path / "nodes", port=port, build_in=tmp_path / "built")


def test_a_server_that_ends_at_once_says_why(
    bare_machine: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    install(bare_machine.parent, "25")
    command(bare_machine / "java", "print('ERROR: not enough memory')")
    monkeypatch.setattr(servers, "distribution", lambda folder: tmp_path)
    with pytest.raises(java.Refused, match="not enough memory"):
        servers.start(tmp_path / "nodes", port=0, build_in=tmp_path / "built")


def test_stop_and_status_without_a_server(tmp_path: Path) -> None:
    def run(name: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(  # noqa: S603
            [sys.executable, "-m", "tests.elasticsearch.node", name, "--folder", str(tmp_path)],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )

    assert run("status").returncode == 1
    assert run("stop").stderr == "Servers stopped: 0.\n"


@pytest.mark.elasticsearch
def test_three_nodes_form_a_cluster_that_heals() -> None:
    folder = FOLDER / "three"
    first, second, third = servers.start(folder, nodes=3, port=0, until=MAIN)
    try:
        with Elasticsearch([second.url, third.url], request_timeout=60) as client:
            client.indices.create(index="kept", settings={"number_of_replicas": 2})
            client.cluster.health(wait_for_status="green", timeout="60s")
            client.index(index="kept", id="1", document={"title": "éclairage"})

            servers.kill(first)
            client.index(index="kept", id="2", document={"title": "éclairage"}, refresh=True)
            assert client.count(index="kept")["count"] == 2

            assert first in servers.start(folder, nodes=3, port=first.port, until=MAIN)
            assert client.cluster.health()["number_of_nodes"] == 3
    finally:
        servers.stop(folder)
