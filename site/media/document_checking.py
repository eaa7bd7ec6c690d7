"""Which documents are accepted, recognised by their content.

Documents are kept as they were sent: what is not surely harmless is refused, not mended.
"""

import hashlib
import re
import zlib
from pathlib import PurePath
from typing import IO

from django.conf import settings
from django.core.files.base import ContentFile, File
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from media.office_files import office_kind
from media.refusals import UploadRefused, read_upload, refuse_wrong_extension
from media.virus_scan import refuse_virus

CONTENT_TYPES = {
    "pdf": "application/pdf",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv",
    "txt": "text/plain",
}
TEXT_EXTENSIONS = ("txt", "csv")
CONTROL_CHARACTERS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
MARKUP = re.compile(r"\s*(<[!?/a-z]|#!|\{\\rtf)", re.IGNORECASE)
# A cell that makes a spreadsheet program start another one (dynamic data exchange).
CELL_THAT_RUNS = re.compile(
    r"""(?:^|[;,\t"'])\s*[=+\-@][^;,\t\n]{0,200}\|[^;,\t\n]{0,200}!""", re.M
)
# PDF names may be written with #xx for any letter (ISO 32000-1, 7.3.5).
PDF_ACTIONS = re.compile(rb"/(?:JavaScript|Launch|RichMedia)\b")
PDF_OBJECT_STREAM = re.compile(rb"/ObjStm\b.{0,400}?stream\r?\n", re.S)
PDF_OBJECT_STREAM_MAX_BYTES = 20_000_000
PDF_END = re.compile(rb"%%EOF[\s\x00]*\Z")


class CheckedDocument(ContentFile):
    """A document that went through `check_document`; its name is safe and fits its content."""


def check_document(file: File | IO[bytes], name: str) -> CheckedDocument:
    """The document to keep. `name` is the one given by the sender. UploadRefused says why not."""
    content = read_upload(file, settings.WAGTAILDOCS_MAX_UPLOAD_SIZE)
    path = PurePath(name)
    extensions = document_extensions(content)
    refuse_wrong_extension(path.suffix[1:], extensions, extensions[0].upper())
    refuse_virus(content)
    digest = hashlib.sha256(content).hexdigest()[:8]
    stem = slugify(path.stem)[:60] or "document"
    return CheckedDocument(content, name=f"{stem}-{digest}{path.suffix.lower()}")


def document_extensions(content: bytes) -> tuple[str, ...]:
    """The extensions that a document with this content may have. UploadRefused for the others."""
    if content.startswith(b"%PDF-"):
        check_pdf(content)
        return ("pdf",)
    if content.startswith(b"PK\x03\x04"):
        return (office_kind(content),)
    if content.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        raise UploadRefused(
            "old_office",
            _(
                "This document is in an old or a locked office format. Remove its password if it "
                "has one, save it as DOCX, XLSX, ODT or ODS, then upload that."
            ),
        )
    check_text(content)
    return TEXT_EXTENSIONS


def check_pdf(content: bytes) -> None:
    """UploadRefused when the file is cut short, goes on after its end, or holds programs."""
    if not PDF_END.search(content[-2048:]):
        raise UploadRefused(
            "damaged",
            _(
                "This PDF is incomplete, or holds something else after its end. Export it as PDF "
                "again, then upload that."
            ),
        )
    parts = [content, *unpacked_object_streams(content)]
    if any(PDF_ACTIONS.search(without_escapes(part)) for part in parts):
        raise UploadRefused(
            "program",
            _(
                "This PDF holds programs (JavaScript or actions that start others). Print it to a "
                "new PDF, then upload that."
            ),
        )


def unpacked_object_streams(content: bytes) -> list[bytes]:
    """What compressed object streams of a PDF hold, as far as they can be read, up to a limit."""
    parts, left = [], PDF_OBJECT_STREAM_MAX_BYTES
    for start in PDF_OBJECT_STREAM.finditer(content):
        try:
            part = zlib.decompressobj().decompress(content[start.end() :], max(left, 1))
        except zlib.error:
            continue
        parts.append(part)
        left -= len(part)
        if left <= 0:
            raise UploadRefused(
                "bomb",
                _("This PDF grows too large once unpacked. Export it again in a simpler form."),
            )
    return parts


def without_escapes(content: bytes) -> bytes:
    return re.sub(rb"#([0-9A-Fa-f]{2})", lambda code: bytes([int(code[1], 16)]), content)


def check_text(content: bytes) -> None:
    """UploadRefused when this is no plain text, is markup, or has cells that start programs."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        # What spreadsheet programs still write on Windows; the five undefined bytes fail.
        text = content.decode("cp1252", errors="replace")
    if CONTROL_CHARACTERS.search(text) or "\ufffd" in text or MARKUP.match(text):
        raise UploadRefused(
            "not_a_document",
            _(
                "This file is not a document that we accept. Save it as PDF, ODT, ODS, DOCX, "
                "XLSX, CSV or TXT (text in UTF-8), then upload it again."
            ),
        )
    if CELL_THAT_RUNS.search(text):
        raise UploadRefused(
            "program",
            _(
                "A cell of this table would start another program. Replace its formulas with "
                "values, then upload the table again."
            ),
        )
