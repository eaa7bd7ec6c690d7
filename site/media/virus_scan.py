"""Asks a ClamAV server whether an upload is known to do harm, where the site has one.

Two commands of its protocol are all that is needed (man clamd, INSTREAM): the packages that speak
it have been still for years (clamd 1.0.2: 2014; pyClamd: 2017).
"""

import socket
import struct
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from media.refusals import UploadRefused

SECONDS = 30  # to connect, and for each piece that is sent or awaited
CHUNK = 1 << 16
LONGEST_ANSWER = 4096  # bytes


def refuse_virus(content: bytes) -> None:
    """UploadRefused for what the server knows as harmful, and when it does not answer.

    Nothing without `settings.CLAMAV_URL`.
    """
    if not settings.CLAMAV_URL:
        return
    try:
        answer = scan(content, settings.CLAMAV_URL)
    except OSError:
        answer = ""
    if answer.endswith("FOUND"):
        raise UploadRefused(
            "virus",
            _(
                "The antivirus recognises something harmful in this file. Have your computer "
                "checked, then upload a clean copy."
            ),
        )
    if answer != "stream: OK":
        raise UploadRefused(
            "not_scanned",
            _(
                "The antivirus does not answer at the moment, so that no file is taken. Try again "
                "in some minutes; if it lasts, write to us."
            ),
        )


def scan(content: bytes, url: str) -> str:
    """What the server at `url` says of `content`: "stream: OK", "stream: NAME FOUND", or an error.

    `url`: tcp://host:3310, or unix:///path of its socket. OSError when it is away or silent.
    """
    where = urlsplit(url)
    if where.scheme == "unix":
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        connection.settimeout(SECONDS)
    else:
        address = (where.hostname or "", where.port or 3310)
        connection = socket.create_connection(address, timeout=SECONDS)
    with connection:
        if where.scheme == "unix":
            connection.connect(where.path)
        connection.sendall(b"zINSTREAM\0")
        for start in range(0, len(content), CHUNK):
            piece = content[start : start + CHUNK]
            connection.sendall(struct.pack("!I", len(piece)) + piece)
        connection.sendall(struct.pack("!I", 0))
        answer = b""
        while not answer.endswith(b"\0") and len(answer) < LONGEST_ANSWER:
            received = connection.recv(LONGEST_ANSWER)
            if not received:
                break
            answer += received
    return answer.rstrip(b"\0").decode(errors="replace").strip()
