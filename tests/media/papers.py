"""Documents, harmless and hostile, made here: nothing is downloaded."""

import io
import zipfile
import zlib

from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from tests.media.images import SVG, archive, encoded

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
MACRO_WORD = "application/vnd.ms-word.document.macroEnabled.main+xml"


def pdf(action: str = "") -> bytes:
    """One empty page; `action` is the kind of what runs when the document is opened."""
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    if action:
        writer.root_object[NameObject("/OpenAction")] = DictionaryObject(
            {NameObject("/S"): NameObject(f"/{action}"), NameObject("/F"): TextStringObject("a")}
        )
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def pdf_with_packed(content: bytes) -> bytes:
    """A PDF whose objects lie in a compressed stream."""
    packed = zlib.compress(content)
    return (
        b"%PDF-1.7\n1 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length "
        + str(len(packed)).encode()
        + b" >>\nstream\n"
        + packed
        + b"\nendstream\nendobj\n%%EOF\n"
    )


def content_types(kind: str, part: str) -> bytes:
    return (
        '<?xml version="1.0"?>'
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Override PartName="/{part}" ContentType="{kind}"/></Types>'
    ).encode()


def docx(kind: str = WORD, **more: bytes) -> bytes:
    return archive(
        **{
            "[Content_Types].xml": content_types(kind, "word/document.xml"),
            "word/document.xml": "<document>Éclairage à Œuilly</document>".encode(),
            **more,
        }
    )


def xlsx(**more: bytes) -> bytes:
    return archive(
        **{
            "[Content_Types].xml": content_types(SHEET, "xl/workbook.xml"),
            "xl/workbook.xml": b"<workbook/>",
            **more,
        }
    )


def open_document(
    kind: str = "text", content: bytes = b"<office:document-content/>", **more: bytes
) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as file:
        mimetype = f"application/vnd.oasis.opendocument.{kind}"
        file.writestr("mimetype", mimetype, compress_type=zipfile.ZIP_STORED)
        file.writestr("content.xml", content)
        for name, part in more.items():
            file.writestr(name, part)
    return target.getvalue()


def relationship(kind: str, mode: str = "External") -> bytes:
    return (
        '<Relationships><Relationship Id="r1" Type="http://schemas.openxmlformats.org/'
        f'officeDocument/2006/relationships/{kind}" Target="https://ailleurs.example/" '
        f'TargetMode="{mode}"/></Relationships>'
    ).encode()


def with_password() -> bytes:
    """The same document, marked as encrypted in each header."""
    content = bytearray(docx())
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        position = content.find(signature)
        while position >= 0:
            content[position + offset] |= 1
            position = content.find(signature, position + 4)
    return bytes(content)


def with_repeated_entry() -> bytes:
    """Two directory entries for the same data, as archives that grow without end are made."""
    content = docx()
    start = content.find(b"PK\x01\x02")
    end = content.find(b"PK\x05\x06")
    directory = content[start:end]
    size = len(directory) * 2
    count = directory.count(b"PK\x01\x02") * 2
    return (
        content[:start]
        + directory
        + directory.replace(b"word/document.xml", b"word/another1.xml")
        + b"PK\x05\x06\0\0\0\0"
        + count.to_bytes(2, "little") * 2
        + size.to_bytes(4, "little")
        + start.to_bytes(4, "little")
        + b"\0\0"
    )


ZEROS = b"\0" * 30_000_000

ACCEPTED = {
    "pdf": ("bilan.pdf", pdf()),
    "odt": ("bilan.odt", open_document("text")),
    "ods": ("bilan.ods", open_document("spreadsheet")),
    "odt with a chart": (
        "bilan.odt",
        open_document(**{"Object 1/content.xml": b"<a/>", "ObjectReplacements/Object 1": b"image"}),
    ),
    "docx": ("bilan.docx", docx()),
    "docx with links": (
        "bilan.docx",
        docx(**{"word/_rels/document.xml.rels": relationship("hyperlink")}),
    ),
    "xlsx": ("bilan.xlsx", xlsx()),
    "csv": ("bilan.csv", "commune;coût\nŒuilly;-12 400\n".encode("utf-8-sig")),
    "csv of Windows": ("bilan.csv", "commune;coût\nŒuilly;12 €\n".encode("cp1252")),
    "txt": ("bilan.TXT", "L’éclairage à Œuilly.\n".encode()),
    "csv as text": ("bilan.txt", b"a;b\n1;2\n"),
}
# Name of the file, its content, the code of the refusal.
HOSTILE = {
    "page": ("bilan.txt", b"<!doctype html><script>alert(1)</script>", "not_a_document"),
    "svg": ("bilan.txt", SVG, "not_a_document"),
    "script": ("bilan.txt", b"#!/bin/sh\nrm -rf /\n", "not_a_document"),
    "program": ("bilan.txt", b"MZ\x90\0\x03", "not_a_document"),
    "image": ("bilan.pdf", encoded("PNG"), "not_a_document"),
    "old word": ("bilan.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100, "old_office"),
    "page called pdf": ("bilan.pdf", b"<html>%PDF-1.7\n%%EOF", "not_a_document"),
    "pdf called txt": ("bilan.txt", pdf(), "wrong_extension"),
    "docx called xlsx": ("bilan.xlsx", docx(), "wrong_extension"),
    "text called docx": ("bilan.docx", b"bonjour", "wrong_extension"),
    "text called html": ("bilan.html", b"bonjour", "wrong_extension"),
    "no extension": ("bilan", b"bonjour", "wrong_extension"),
    "truncated pdf": ("bilan.pdf", pdf()[:-40], "damaged"),
    "pdf and archive": ("bilan.pdf", pdf() + archive(a=b"b"), "damaged"),
    "pdf with script": ("bilan.pdf", pdf("JavaScript"), "program"),
    "pdf that starts a program": ("bilan.pdf", pdf("Launch"), "program"),
    "pdf with escaped script": (
        "bilan.pdf",
        pdf("JavaScript").replace(b"/JavaScript", b"/J#61vaScript"),
        "program",
    ),
    "pdf with packed script": (
        "bilan.pdf",
        pdf_with_packed(b"2 0 << /S /JavaScript /JS (app.alert(1)) >>"),
        "program",
    ),
    "pdf with packed script after a broken stream": (
        "bilan.pdf",
        pdf_with_packed(b"2 0 << /S /JavaScript /JS (app.alert(1)) >>").replace(
            b"%PDF-1.7\n", b"%PDF-1.7\n<< /Type /ObjStm >>\nstream\nx\nendstream\n"
        ),
        "program",
    ),
    "pdf bomb": ("bilan.pdf", pdf_with_packed(ZEROS), "bomb"),
    "macros by type": ("bilan.docx", docx(MACRO_WORD), "program"),
    "macros by part": ("bilan.docx", docx(**{"word/vbaProject.bin": b"x"}), "program"),
    "sheet of macros": ("bilan.xlsx", xlsx(**{"xl/macrosheets/sheet1.xml": b"x"}), "program"),
    "macros of OpenDocument": (
        "bilan.odt",
        open_document(**{"Basic/Standard/Module1.xml": b"x"}),
        "program",
    ),
    "object": ("bilan.docx", docx(**{"word/embeddings/oleObject1.bin": b"x"}), "program"),
    "template from elsewhere": (
        "bilan.docx",
        docx(**{"word/_rels/settings.xml.rels": relationship("attachedTemplate")}),
        "program",
    ),
    "asks another program": (
        "bilan.xlsx",
        xlsx(**{"xl/externalLinks/externalLink1.xml": b"<x:ddeLink ddeService='cmd'/>"}),
        "program",
    ),
    "cell that runs": ("bilan.csv", b"a;b\n1;=cmd|'/C calc'!A0\n", "program"),
    "bomb": ("bilan.docx", docx(**{"word/media/image1.bmp": ZEROS}), "bomb"),
    "too many entries": (
        "bilan.docx",
        docx(**{f"word/media/{i}.png": b"" for i in range(5_001)}),
        "bomb",
    ),
    "overlapping entries": ("bilan.docx", with_repeated_entry(), "not_a_document"),
    "way out of the folder": ("bilan.docx", docx(**{"../../etc/passwd": b"x"}), "not_a_document"),
    "plain archive": ("bilan.docx", archive(a=b"b"), "not_a_document"),
    "archive and page": ("bilan.docx", docx() + b"<script>", "not_a_document"),
    "bomb of entities": (
        "bilan.docx",
        archive(
            **{
                "[Content_Types].xml": b'<!DOCTYPE a [<!ENTITY b "cc">]><Types>&b;</Types>',
                "word/document.xml": b"x",
            }
        ),
        "not_a_document",
    ),
    "truncated archive": ("bilan.docx", docx()[:-30], "damaged"),
    "password": ("bilan.docx", with_password(), "password"),
    "empty": ("bilan.txt", b"", "empty"),
}

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
ODF = "urn:oasis:names:tc:opendocument:xmlns"


def pdf_saying(text: str, *, content: bytes = b"", packed: bool = False) -> bytes:
    """One page with these lines, written by hand; `content` is drawn in their place."""
    lines = b" ".join(b"(%b) Tj T*" % line.encode("cp1252") for line in text.split("\n"))
    content = content or b"BT /F1 12 Tf 20 400 Td 14 TL " + lines + b" ET"
    filtered = b""
    if packed:
        content, filtered = zlib.compress(content), b"/Filter /FlateDecode "
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
        b"/Resources << /Font << /F1 5 0 R >> >> /Contents 4 0 R >>",
        b"<< %b/Length %d >>\nstream\n%b\nendstream" % (filtered, len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    written, offsets = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, start=1):
        offsets.append(b"%010d 00000 n \n" % len(written))
        written += b"%d 0 obj\n%b\nendobj\n" % (number, each)
    table = b"xref\n0 6\n0000000000 65535 f \n" + b"".join(offsets)
    end = b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(written)
    return written + table + end


def pdf_locked(text: str, *, password: str) -> bytes:
    """With an empty password anybody opens it, and only its owner may change it."""
    writer = PdfWriter()
    writer.append(io.BytesIO(pdf_saying(text)))
    writer.encrypt(password, "propriétaire", algorithm="RC4-128")
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def docx_saying(*paragraphs: str, xml: str = "", **more: bytes) -> bytes:
    """Each paragraph in two runs, as word processors cut them; `xml` stands after them."""
    runs = "".join(
        f"<w:p><w:r><w:t>{text[:3]}</w:t></w:r><w:r><w:t>{text[3:]}</w:t></w:r></w:p>"
        for text in paragraphs
    )
    main = f'<w:document xmlns:w="{W}"><w:body>{runs}{xml}</w:body></w:document>'
    return docx(**{"word/document.xml": main.encode(), **more})


def odt_saying(*paragraphs: str, xml: str = "") -> bytes:
    inside = "".join(f"<text:p>{text}</text:p>" for text in paragraphs)
    content = (
        f'<office:document-content xmlns:office="{ODF}:office:1.0" xmlns:text="{ODF}:text:1.0">'
        f"<office:body><office:text>{inside}{xml}</office:text></office:body>"
        "</office:document-content>"
    )
    return open_document(content=content.encode())


def ods_saying(rows: str, *, name: str = "Prix") -> bytes:
    """One sheet; `rows`: its elements."""
    content = (
        f'<office:document-content xmlns:office="{ODF}:office:1.0" xmlns:text="{ODF}:text:1.0" '
        f'xmlns:table="{ODF}:table:1.0"><office:body><office:spreadsheet>'
        f'<table:table table:name="{name}">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    return whole_ods(content.encode())


def whole_ods(content: bytes) -> bytes:
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        f'<manifest:manifest xmlns:manifest="{ODF}:manifest:1.0"><manifest:file-entry '
        f'manifest:full-path="/" manifest:media-type="{kind}"/></manifest:manifest>'
    )
    return open_document(
        "spreadsheet", content=content, **{"META-INF/manifest.xml": manifest.encode()}
    )


def ods_row(*cells: str, repeated: int = 1) -> str:
    inside = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>'
        for cell in cells
    )
    return f'<table:table-row table:number-rows-repeated="{repeated}">{inside}</table:table-row>'


OPEN_XML_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE_RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def xlsx_saying(**sheets: str) -> bytes:
    """Sheets by their names; of each its `row` elements. Style 1 is a date."""
    numbers = {name: number for number, name in enumerate(sheets, start=1)}
    workbook = "".join(
        f'<sheet name="{name}" sheetId="{number}" r:id="r{number}"/>'
        for name, number in numbers.items()
    )
    links = "".join(
        f'<Relationship Id="r{number}" Type="{OFFICE_RELATIONSHIPS}/worksheet" '
        f'Target="worksheets/sheet{number}.xml"/>'
        for number in numbers.values()
    )
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    parts = {
        "_rels/.rels": f'<Relationships xmlns="{package}"><Relationship Id="r1" '
        f'Type="{OFFICE_RELATIONSHIPS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{OPEN_XML_SHEET}" '
        f'xmlns:r="{OFFICE_RELATIONSHIPS}"><sheets>{workbook}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}">{links}</Relationships>',
        "xl/styles.xml": f'<styleSheet xmlns="{OPEN_XML_SHEET}"><cellXfs><xf numFmtId="0"/>'
        '<xf numFmtId="14"/></cellXfs></styleSheet>',
        **{
            f"xl/worksheets/sheet{number}.xml": f'<worksheet xmlns="{OPEN_XML_SHEET}">'
            f"<sheetData>{sheets[name]}</sheetData></worksheet>"
            for name, number in numbers.items()
        },
    }
    return xlsx(**{name: part.encode() for name, part in parts.items()})


def xlsx_row(number: int, *cells: str) -> str:
    """Cells as text, in their order."""
    inside = "".join(
        f'<c r="{chr(65 + place)}{number}" t="inlineStr"><is><t>{cell}</t></is></c>'
        for place, cell in enumerate(cells)
    )
    return f'<row r="{number}">{inside}</row>'
