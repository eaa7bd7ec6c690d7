"""The text of a document or table, by a program of its own: files are hostile, parsers give in.

It imports nothing of this project, holds no secret and writes no file. `media.reading` starts it:

    python -I extraction.py KIND SECONDS BYTES PAGES CHARACTERS < document > answer

The answer is JSON: `text`, `headings` (of its lines: [number from 0, level from 1] each), and
`problem`, one of `media.models.Reading.Problem` or empty. It may also be killed by its limits, or
crash, and then answers nothing.
"""

import datetime
import json
import re
import resource
import sys
import time
import unicodedata
import zipfile
from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from itertools import islice

CHUNK = 1 << 16
# Share of the time after which what was read so far is kept, rather than nothing.
PATIENCE = 0.7
# What neither a database nor a page can hold; tabs and line ends are made spaces and lines.
UNPRINTABLE = re.compile(
    r"[\x00\x01\x03-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\ufffe\uffff\ud800-\udfff]"
)
# Before the level of a heading, in what a reader yields: no XML file can hold it (XML 1.0, 2.2).
HEADING = "\x02"
HEADED = re.compile(f"{HEADING}([1-9]?)")
LIGATURES = re.compile("[ﬀ-ﬆ]")
# A word cut at the end of a line; before a capital the hyphen is most often its own.
CUT_WORD = re.compile(r"(?<=[^\W\d_])-\n(?=[^\W\d_A-ZÀ-ÖØ-Þ])")

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
# Elements whose characters are text: ISO/IEC 29500-1 (17.3.3.31), OpenDocument 1.3 (5.1).
HOLD_TEXT = {f"{WORD}t", f"{MATH}t", f"{TEXT}p", f"{TEXT}h"}
# What the author took away or whispered, what stands there twice, and the figures of notes.
SILENT = {
    f"{TEXT}table-of-content",
    f"{COMPATIBILITY}Fallback",
    f"{TEXT}tracked-changes",
    f"{TEXT}note-citation",
    f"{OFFICE}annotation",
}
BEFORE = {
    f"{WORD}tab": " ",
    f"{WORD}br": "\n",
    f"{WORD}cr": "\n",
    f"{TEXT}s": " ",
    f"{TEXT}tab": " ",
    f"{TEXT}line-break": "\n",
}
AFTER = {f"{WORD}p": "\n", f"{TEXT}p": "\n", f"{TEXT}h": "\n"}
CELL_ENDS = " | "
MOST_CELLS = 8_000_000  # of a file, empty ones among them: some seconds
WORD_PARTS = re.compile(r"word/(document\d*|endnotes|footnotes)\.xml")


class Locked(Exception):
    """A password is asked for."""


class Prose:
    """Target of an XML parser: keeps the text as it comes, and no tree."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.texts = self.silences = 0  # how deep inside elements of each sort

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if self.silences or tag in SILENT:
            self.silences += 1
            return
        self.texts += tag in HOLD_TEXT
        self.pieces.append(BEFORE.get(tag, ""))
        if tag == f"{TEXT}h":
            self.pieces.append(heading(attributes.get(f"{TEXT}outline-level", "")))

    def data(self, text: str) -> None:
        if self.texts and not self.silences:
            self.pieces.append(text.replace("\n", " "))

    def end(self, tag: str) -> None:
        if self.silences:
            self.silences -= 1
            return
        self.texts -= tag in HOLD_TEXT
        self.pieces.append(AFTER.get(tag, ""))

    def close(self) -> None:
        """Asked for by the parser."""

    def taken(self) -> str:
        """What came since the last call."""
        text = "".join(self.pieces)
        self.pieces.clear()
        return text


def heading(level: str) -> str:
    """What stands before the words of a heading of this level, which may be any text."""
    return f"\n{HEADING}{level if re.fullmatch('[1-9]', level, re.ASCII) else 1}"


def xml_text(archive: zipfile.ZipFile, part: str) -> Iterator[str]:
    """The text of one part, unpacked and read a little at a time; no entity is ever expanded."""
    from defusedxml.ElementTree import DefusedXMLParser

    prose = Prose()
    parser = DefusedXMLParser(target=prose)
    with archive.open(part) as file:
        while chunk := file.read(CHUNK):
            parser.feed(chunk)
            yield prose.taken()
    parser.close()
    yield prose.taken()


def odt(file: BytesIO, pages: int) -> Iterator[str]:
    with zipfile.ZipFile(file) as archive:
        yield from xml_text(archive, "content.xml")


def docx(file: BytesIO, pages: int) -> Iterator[str]:
    with zipfile.ZipFile(file) as archive:
        for name in sorted(filter(WORD_PARTS.fullmatch, archive.namelist())):
            yield from xml_text(archive, name)


def pdf(file: BytesIO, pages: int) -> Iterator[str]:
    """The text of the first pages; a page that cannot be read does not hide the others."""
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, FileNotDecryptedError

    try:
        reader = PdfReader(file)
        if reader.is_encrypted and not reader.decrypt(""):
            raise Locked
    except (DependencyError, FileNotDecryptedError) as error:
        raise Locked from error
    failure: Exception | None = None
    has_text = False
    for page in islice(reader.pages, pages):
        try:
            text = page.extract_text()
        except Exception as error:  # noqa: BLE001  pypdf lets out whatever it stumbles over
            failure = error
            continue
        has_text = has_text or not text.isspace()
        yield f"{text.replace(HEADING, '')}\n"
    if failure and not has_text:
        raise failure


def table(file: BytesIO, pages: int) -> Iterator[str]:
    """The rows of the first sheets, hidden ones too, each below its name; of formulas what they
    came to when the file was saved."""
    from python_calamine import CalamineWorkbook, PasswordError, SheetTypeEnum

    try:
        workbook = CalamineWorkbook.from_filelike(file)
    except PasswordError as error:
        raise Locked from error
    left = MOST_CELLS
    for sheet in workbook.sheets_metadata[:pages]:
        if sheet.typ != SheetTypeEnum.WorkSheet:
            continue
        name = f"{heading('1')}{plain(sheet.name)}\n"
        for row in workbook.get_sheet_by_name(sheet.name).iter_rows():
            left -= len(row)
            if left < 0:
                return
            if cells := [text for cell in row if (text := plain(cell))]:
                yield f"{name}{CELL_ENDS.join(cells)}\n"
                name = ""


def plain(cell: object) -> str:
    """What a cell says, on one line, as French tables write it."""
    if isinstance(cell, bool):
        return "VRAI" if cell else "FAUX"
    if isinstance(cell, float):
        return f"{cell:.12g}".replace(".", ",")
    if isinstance(cell, datetime.datetime):
        return f"{cell:%d/%m/%Y %H:%M}".removesuffix(" 00:00")
    if isinstance(cell, datetime.date):
        return f"{cell:%d/%m/%Y}"
    return " ".join(str(cell).replace(HEADING, "").split())


READERS: dict[str, Callable[[BytesIO, int], Iterator[str]]] = {
    "pdf": pdf,
    "odt": odt,
    "docx": docx,
    "ods": table,
    "xlsx": table,
}


def gathered(
    pieces: Iterable[str], characters: int, until: float
) -> tuple[str, list[tuple[int, int]]]:
    """The pieces as clean text, `characters` at most, without those that come after `until`; and
    which of its lines are headings, each with its level."""
    found: list[str] = []
    length = 0
    for piece in pieces:
        found.append(piece)
        length += len(piece)
        if length > characters or length and time.monotonic() > until:
            break
    text = UNPRINTABLE.sub("", "".join(found)[: 2 * characters])
    text = LIGATURES.sub(lambda letters: unicodedata.normalize("NFKC", letters[0]), text)
    lines = (" ".join(line.split()) for line in text.splitlines())
    text = unicodedata.normalize("NFC", "\n".join(line for line in lines if line))
    return parted(CUT_WORD.sub("", text), characters)


def parted(text: str, characters: int) -> tuple[str, list[tuple[int, int]]]:
    """Clean text without the marks of its headings, and where those stood."""
    lines: list[str] = []
    headings = []
    for line in text.split("\n"):
        marked, words = HEADED.match(line), HEADED.sub("", line)
        if marked and not words.strip():
            continue
        if marked:
            headings.append((len(lines), int(marked[1] or 1)))
        lines.append(words)
    kept = "\n".join(lines)[:characters]
    return kept, [(line, level) for line, level in headings if line <= kept.count("\n")]


def answer(kind: str, until: float, pages: int, characters: int) -> dict[str, object]:
    try:
        pieces = READERS[kind](BytesIO(sys.stdin.buffer.read()), pages)
        text, headings = gathered(pieces, characters, until)
    except Locked:
        return without_text("locked")
    except MemoryError:
        return without_text("too_large")
    except Exception:  # noqa: BLE001  whatever it is, the file made it happen
        return without_text("damaged")
    if not any(letter.isalnum() for letter in text):
        return without_text("no_text")
    return {"text": text, "headings": headings, "problem": ""}


def without_text(problem: str) -> dict[str, object]:
    return {"text": "", "headings": [], "problem": problem}


def main(kind: str, seconds: float, memory: int, pages: int, characters: int) -> None:
    """Bounds this process, `memory` in bytes; then reads what stands on its standard input."""
    until = time.monotonic() + PATIENCE * seconds
    # Should whoever waits for the answer be gone, the processor's time still has an end.
    processor = int(seconds) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (processor, processor))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (12 * characters + CHUNK,) * 2)
    if sys.platform != "darwin":  # which refuses it
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    json.dump(answer(kind, until, pages, characters), sys.stdout)


if __name__ == "__main__":
    kind, seconds, *sizes = sys.argv[1:]
    main(kind, float(seconds), *map(int, sizes))
