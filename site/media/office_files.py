"""What an office file (OpenDocument, Office Open XML) really holds: a ZIP is not trusted."""

import io
import re
import struct
import zipfile
import zlib
from typing import Never

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from media.refusals import UploadRefused

# How many times larger than its packed form an entry of over one megabyte may be.
MAX_RATIO = 200
LARGE_ENTRY = 1_000_000
CHUNK = 1 << 16

OPEN_DOCUMENT = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
}
MAIN_PART = "application/vnd.openxmlformats-officedocument.{}.main+xml"
OPEN_XML = {
    MAIN_PART.format("wordprocessingml.document"): "docx",
    MAIN_PART.format("spreadsheetml.sheet"): "xlsx",
}
# Programs of every family: VBA, Excel 4 macro sheets, ActiveX, OLE objects, OpenDocument scripts.
PROGRAMS = re.compile(
    r"(^|/)(vbaProject|vbaData)|(^|/)(macrosheets|activeX)/|^(Basic|Scripts)/|^Object [^/]*$"
    r"|(^|/)oleObject[^/]*$|/embeddings/.*\.(?!xlsx$|docx$)[^./]+$",
    re.IGNORECASE,
)
MACRO_TYPES = re.compile(rb"macroEnabled|vnd\.ms-office\.(vba|activeX)", re.IGNORECASE)
# A template or an object that is fetched from elsewhere when the document is opened.
FETCHED = re.compile(
    rb"<Relationship\b(?=[^>]*TargetMode\s*=\s*[\"']External)"
    rb"(?=[^>]*/(attachedTemplate|oleObject|frame|subDocument)[\"'])",
    re.IGNORECASE,
)
# Parts whose text may ask another program for data (dynamic data exchange).
MAY_ASK = re.compile(r"^(word/document\.xml|xl/externalLinks/[^/]*\.xml)$")
ASKS = re.compile(rb"<(\w+:)?(ddeLink|oleLink)\b|>\s*DDE(AUTO)?\s", re.IGNORECASE)
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    RuntimeError,
    ValueError,
    NotImplementedError,
    LookupError,
)


def office_kind(content: bytes) -> str:
    """`odt`, `ods`, `docx` or `xlsx`. UploadRefused for another archive, a bomb or programs."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            refuse_odd_archive(archive, content)
            refuse_bomb(archive)
            kind = declared_kind(archive)
            refuse_programs(archive)
    except BROKEN as error:
        raise UploadRefused(
            "damaged",
            _(
                "This document is damaged or incomplete. Open it on your computer to check it, "
                "save it again, then upload it."
            ),
        ) from error
    return kind


def refuse_odd_archive(archive: zipfile.ZipFile, content: bytes) -> None:
    """No password, no overlapping entry, no path out, nothing after the end, no entry twice."""
    entries = sorted(archive.infolist(), key=lambda entry: entry.header_offset)
    names = [entry.filename for entry in entries]
    if any(entry.flag_bits & 1 for entry in entries):
        raise UploadRefused(
            "password",
            _("This document is locked by a password. Remove it, then upload the document again."),
        )
    ends = [entry.header_offset + 30 + entry.compress_size for entry in entries]
    starts = [entry.header_offset for entry in entries[1:]] + [archive.start_dir]
    if (
        len(set(names)) != len(names)
        or any(end > start for end, start in zip(ends, starts, strict=True))
        or any(name.startswith("/") or ".." in name.split("/") or "\\" in name for name in names)
        or content[-22:-18] != b"PK\x05\x06"
        or content[-2:] != b"\0\0"
        or not entries
        or entries[0].header_offset != 0
    ):
        refuse_archive()


def refuse_archive() -> Never:
    raise UploadRefused(
        "not_a_document",
        _(
            "This archive is not an office document that we accept. Upload each document on its "
            "own, as PDF, ODT, ODS, DOCX or XLSX."
        ),
    )


def refuse_bomb(archive: zipfile.ZipFile) -> None:
    """Unpacks each entry in small pieces and counts: what an archive declares may be a lie."""
    bomb = UploadRefused(
        "bomb",
        _("This document grows too large once unpacked. Split it or make its images lighter."),
    )
    entries = archive.infolist()
    if (
        len(entries) > settings.MEDIA_UNPACKED_MAX_ENTRIES
        or sum(entry.file_size for entry in entries) > settings.MEDIA_UNPACKED_MAX_BYTES
        or any(
            entry.file_size > max(LARGE_ENTRY, MAX_RATIO * entry.compress_size) for entry in entries
        )
    ):
        raise bomb
    total = 0
    for entry in entries:
        with archive.open(entry) as part:
            while piece := part.read(CHUNK):
                total += len(piece)
                if total > settings.MEDIA_UNPACKED_MAX_BYTES:
                    raise bomb


def declared_kind(archive: zipfile.ZipFile) -> str:
    """The kind that the archive declares in its own format's way, if it is an accepted one."""
    names = archive.namelist()
    if names[0] == "mimetype":
        kind = OPEN_DOCUMENT.get(archive.read("mimetype").strip())
        if kind and "content.xml" in names:
            return kind
    if "[Content_Types].xml" not in names:
        refuse_archive()
    declared = archive.read("[Content_Types].xml")
    if MACRO_TYPES.search(declared):
        raise programs()
    try:
        parts = ElementTree.fromstring(declared)
    except (ElementTree.ParseError, DefusedXmlException):
        refuse_archive()
    for part in parts:
        kind = OPEN_XML.get(part.get("ContentType", ""))
        if kind and part.get("PartName", "").lstrip("/") in names:
            return kind
    refuse_archive()


def programs() -> UploadRefused:
    return UploadRefused(
        "program",
        _(
            "This document holds macros, objects of other programs, or links that open by "
            "themselves. Save it without them, or export it as PDF, then upload that."
        ),
    )


def refuse_programs(archive: zipfile.ZipFile) -> None:
    for name in archive.namelist():
        if PROGRAMS.search(name):
            raise programs()
        if name.endswith(".rels") and FETCHED.search(archive.read(name)):
            raise programs()
        if MAY_ASK.search(name) and ASKS.search(archive.read(name)):
            raise programs()
