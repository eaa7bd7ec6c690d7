"""Uploads are shown to a ClamAV server: what harms is refused, and all of it while it is away."""

import socketserver
import struct
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from community.library.models import SharedDocument
from media.document_checking import check_document
from media.models import PublicDocument
from media.refusals import UploadRefused
from tests.factories.community import AttachmentFactory, TopicFactory
from tests.factories.media import root_collection
from tests.factories.members import UserFactory
from tests.factories.taxonomy import ThemeFactory
from tests.media.papers import pdf_saying

# https://www.eicar.org/download-anti-malware-testfile/, in pieces: this file is no virus.
EICAR = "X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + "EICAR-STANDARD-" + "ANTIVIRUS-TEST-FILE!$H+H*"


class Clamd(socketserver.StreamRequestHandler):
    """Speaks as clamd does: one command, pieces with their lengths, one answer."""

    answer = ""  # instead of the usual one
    seen: list[bytes] = []

    def handle(self) -> None:
        assert self.rfile.read(10) == b"zINSTREAM\0"
        content = b""
        while length := struct.unpack("!I", self.rfile.read(4))[0]:
            content += self.rfile.read(length)
        self.seen.append(content)
        found = "Eicar-Test-Signature FOUND" if EICAR.encode() in content else "OK"
        self.wfile.write((self.answer or f"stream: {found}").encode() + b"\0")


@pytest.fixture
def clamd(settings) -> Iterator[type[Clamd]]:
    """A server that this process runs."""
    handler = type("Handler", (Clamd,), {"seen": []})
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        settings.CLAMAV_URL = f"tcp://127.0.0.1:{server.server_address[1]}"
        yield handler
        server.shutdown()
        thread.join()


def test_a_harmless_file_is_shown_whole_and_taken(clamd) -> None:
    content = pdf_saying("Bilan " * 20_000)
    assert check_document(ContentFile(content), "bilan.pdf").name.endswith(".pdf")
    assert clamd.seen == [content]


def test_a_server_may_listen_on_a_path(settings, tmp_path: Path) -> None:
    path = tmp_path / "clamd.ctl"
    settings.CLAMAV_URL = f"unix://{path}"
    with socketserver.ThreadingUnixStreamServer(str(path), Clamd) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        with pytest.raises(UploadRefused) as refused:
            check_document(ContentFile(EICAR.encode()), "note.txt")
        server.shutdown()
        thread.join()
    assert refused.value.code == "virus"


@pytest.mark.django_db
def test_no_way_in_goes_past_it(clamd, stored_files) -> None:
    for save in (
        lambda: AttachmentFactory(
            post=TopicFactory().first_post, file=ContentFile(EICAR.encode(), name="note.txt")
        ),
        lambda: PublicDocument.objects.create(
            title="Note",
            file=ContentFile(EICAR.encode(), name="note.txt"),
            collection=root_collection(),
        ),
    ):
        with pytest.raises(UploadRefused) as refused:
            save()
        assert refused.value.code == "virus"
    client = Client()
    client.force_login(UserFactory())
    page = client.post(
        "/documents-partages/partager/",
        {
            "title": "Cahier",
            "kind": "charte",
            "summary": "Un cahier",
            "themes": [ThemeFactory().pk],
            "licence": "CC0-1.0",
            "file": SimpleUploadedFile("cahier.pdf", pdf_saying(EICAR)),
        },
    ).content.decode()
    assert "L’antivirus reconnaît quelque chose de nuisible" in page
    assert not SharedDocument.objects.exists()
    assert stored_files() == []


@pytest.mark.parametrize("answer", ["INSTREAM size limit exceeded. ERROR", "UNKNOWN COMMAND", "\0"])
def test_what_was_not_looked_at_is_refused(clamd, answer: str) -> None:
    clamd.answer = answer
    with pytest.raises(UploadRefused) as refused:
        check_document(ContentFile(b"Bilan"), "bilan.txt")
    assert refused.value.code == "not_scanned"
    assert "ne répond pas" in str(refused.value.messages[0])


@pytest.mark.parametrize("url", ["tcp://127.0.0.1:1", "unix:///nulle/part/clamd.ctl"])
def test_no_file_is_taken_while_the_server_is_away(settings, url: str) -> None:
    settings.CLAMAV_URL = url
    with pytest.raises(UploadRefused) as refused:
        check_document(ContentFile(b"Bilan"), "bilan.txt")
    assert refused.value.code == "not_scanned"
