"""What documents say is read when they come in, and no file does harm by it."""

import io
from collections.abc import Callable

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import reverse
from odfdo import Document, Table

from media.models import PublicDocument, Reading
from media.reading import extract, extracted, read_document, read_if_new
from tests.factories.media import PublicDocumentFactory
from tests.media.papers import (
    ODF,
    ZEROS,
    W,
    docx,
    docx_saying,
    ods_row,
    ods_saying,
    odt_saying,
    open_document,
    pdf,
    pdf_locked,
    pdf_saying,
    whole_ods,
    xlsx,
    xlsx_row,
    xlsx_saying,
)

MIB = 1024 * 1024
Problem = Reading.Problem
SENTENCE = "L’éclairage public à Œuilly"
FAR = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
TABLE = (
    f'<a xmlns:office="{ODF}:office:1.0" xmlns:table="{ODF}:table:1.0" xmlns:text="{ODF}:text:1.0">'
    '<office:spreadsheet><table:table table:name="F"><table:table-row><table:table-cell '
    'office:value-type="string"><text:p>&e9;</text:p></table:table-cell></table:table-row>'
    "</table:table></office:spreadsheet></a>"
)
DEEP = b"/A " + b"[" * 100_000 + b"]" * 100_000 + b" "


def laughs(document: str) -> bytes:
    """Nine entities, each ten times the one before it: a billion of letters, were they read."""
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    return f'<!DOCTYPE a [<!ENTITY e0 "ah">{entities}]>{document}'.encode()


def document(content: bytes, name: str = "bilan.pdf", **fields) -> PublicDocument:
    return PublicDocumentFactory(file=ContentFile(content, name=name), **fields)


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("pdf", pdf_saying(SENTENCE)),
        ("pdf", pdf_saying(SENTENCE, packed=True)),
        ("pdf", pdf_locked(SENTENCE, password="")),
        ("odt", odt_saying(SENTENCE)),
        ("docx", docx_saying(SENTENCE)),
        ("ods", ods_saying(ods_row(SENTENCE), name="F")),
        ("xlsx", xlsx_saying(F=xlsx_row(1, SENTENCE))),
    ],
    ids=["pdf", "packed pdf", "pdf that may not be changed", "odt", "docx", "ods", "xlsx"],
)
def test_each_format_says_its_words(kind: str, content: bytes) -> None:
    text, problem = extracted(kind, content)
    assert (text.removeprefix("F\n"), problem) == (SENTENCE, "")


def test_words_cut_at_the_end_of_a_line_are_joined() -> None:
    text, _ = extracted("pdf", pdf_saying("La réno-\nvation à Saint-\nÉtienne, 2019-\n2021"))
    assert text == "La rénovation à Saint-\nÉtienne, 2019-\n2021"


def test_what_was_taken_away_or_whispered_is_not_read() -> None:
    hidden = (
        "<text:tracked-changes><text:p>effacé</text:p></text:tracked-changes>"
        "<text:p>Le conseil<office:annotation><text:p>à revoir</text:p></office:annotation>"
        "<text:note><text:note-citation>1</text:note-citation><text:note-body>"
        "<text:p>Séance de mai</text:p></text:note-body></text:note><text:s/>vote<text:tab/>"
        "<text:span>oui</text:span>.</text:p>"
    )
    text, _ = extracted("odt", odt_saying("Avant", xml=hidden))
    assert text.split() == ["Avant", "Le", "conseilSéance", "de", "mai", "vote", "oui."]
    gone = (
        "<w:p><w:del><w:r><w:delText>effacé</w:delText></w:r></w:del>"
        "<w:r><w:t>Reste</w:t></w:r></w:p>"
    )
    text, _ = extracted("docx", docx_saying(xml=gone, **{"word/comments.xml": b"<a>secret</a>"}))
    assert text == "Reste"


def test_headings_of_an_odt_are_told_with_their_level() -> None:
    found = extract(
        "odt",
        odt_saying(
            "Avant",
            xml="<text:table-of-content><text:p>Objet 3</text:p></text:table-of-content>"
            '<text:h text:outline-level="2">Ob<text:span>jet</text:span></text:h>'
            "<text:p>Il entretient-</text:p><text:h/><text:h>le réseau</text:h>"
            '<text:h text:outline-level="²">Prix</text:h>',
        ),
    )
    assert found.text == "Avant\nObjet\nIl entretient-\nle réseau\nPrix"
    assert found.headings == ((1, 2), (3, 1), (4, 1))


def test_no_pdf_marks_headings() -> None:
    found = extract("pdf", pdf_saying("", content=b"BT /F1 9 Tf (\\0021eau) Tj ET"))
    assert found.headings == ()


def test_rows_of_tables_are_lines_below_the_name_of_their_sheet() -> None:
    rows = (
        xlsx_row(1, "Lot", "Montant", "", "Date")
        + '<row r="3"><c r="A3"><v>12000</v></c><c r="B3"><f>A3*0.1</f><v>12.5</v></c>'
        + '<c r="D3" s="1"><v>45363</v></c><c r="E3" t="b"><v>1</v></c></row>'
        + xlsx_row(4, "Sur\n deux lignes")
    )
    found = extract("xlsx", xlsx_saying(Prix=rows, Vide="", Agents=xlsx_row(1, "Mme Zéphyr")))
    assert found.text.splitlines() == [
        "Prix",
        "Lot | Montant | Date",
        "12000 | 12,5 | 12/03/2024 | VRAI",
        "Sur deux lignes",
        "Agents",
        "Mme Zéphyr",
    ]
    assert found.headings == ((0, 1), (4, 1))


def test_an_ods_of_a_library_says_its_cells() -> None:
    document = Document("spreadsheet")
    document.body.clear()
    sheet = Table("Bordereau")
    sheet.set_values([["Lot 1", 12.5], [None, None], ["Total", 3]])
    document.body.append(sheet)
    target = io.BytesIO()
    document.save(target)
    text, problem = extracted("ods", target.getvalue())
    assert (text, problem) == ("Bordereau\nLot 1 | 12,5\nTotal | 3", "")


def test_a_table_says_as_much_as_a_text_at_most(settings) -> None:
    settings.MEDIA_READING_CHARACTERS = 40
    rows = "".join(xlsx_row(number, SENTENCE) for number in range(1, 5_000))
    text, problem = extracted("xlsx", xlsx_saying(F=rows))
    assert (len(text), problem) == (40, "")


def test_a_cell_at_the_far_end_hides_nothing() -> None:
    far = f'{xlsx_row(1, SENTENCE)}<row r="1048576"><c r="E1048576"><v>1</v></c></row>'
    assert extracted("xlsx", xlsx_saying(F=far)) == (f"F\n{SENTENCE}\n1", "")


def test_foot_notes_are_read_after_the_text() -> None:
    notes = (
        f'<w:footnotes xmlns:w="{W}"><w:p><w:r><w:t>Source : Cerema</w:t></w:r></w:p></w:footnotes>'
    )
    content = docx_saying("Un", "Deux", **{"word/footnotes.xml": notes.encode()})
    assert extracted("docx", content) == ("Un\nDeux\nSource : Cerema", "")


def test_what_no_database_holds_is_left_out() -> None:
    text, problem = extracted("pdf", pdf_saying("", content=b"BT /F1 9 Tf (eau\\000x\\001) Tj ET"))
    assert (problem, "\0" in text, "\x01" in text) == ("", False, False)


@pytest.mark.parametrize(
    ("kind", "content", "problem"),
    [
        ("pdf", pdf(), Problem.NO_TEXT),
        ("odt", odt_saying(), Problem.NO_TEXT),
        ("docx", docx_saying(" "), Problem.NO_TEXT),
        ("pdf", pdf_locked(SENTENCE, password="tilleul"), Problem.LOCKED),
        ("pdf", pdf_saying(SENTENCE)[:300], Problem.DAMAGED),
        ("docx", docx_saying(SENTENCE)[:-30], Problem.DAMAGED),
        ("docx", docx(**{"word/document.xml": b"<a><b>"}), Problem.DAMAGED),
        ("odt", open_document(content=laughs("<a>&e9;</a>")), Problem.DAMAGED),
        ("docx", docx(**{"word/document.xml": laughs("<a>&e9;</a>")}), Problem.DAMAGED),
        ("docx", docx(**{"word/document.xml": ZEROS}), Problem.DAMAGED),
        ("pdf", pdf_saying(SENTENCE).replace(b"[3 0 R]", b"[2 0 R]"), Problem.DAMAGED),
        ("xlsx", xlsx(), Problem.DAMAGED),
        ("ods", ods_saying(""), Problem.NO_TEXT),
        ("xlsx", xlsx_saying(F=""), Problem.NO_TEXT),
        ("xlsx", xlsx_saying(F=xlsx_row(1, SENTENCE))[:-30], Problem.DAMAGED),
        ("ods", whole_ods(laughs(TABLE)), Problem.DAMAGED),
        ("xlsx", xlsx_saying(F=FAR), Problem.TOO_LARGE),
        ("ods", ods_saying(ods_row("a" * 9_000, repeated=2_000_000_000)), Problem.TOO_LARGE),
        ("pdf", pdf_saying(SENTENCE).replace(b"/F1 5", DEEP + b"/F1 5"), Problem.DAMAGED),
    ],
    ids=[
        "scanned pdf",
        "empty odt",
        "blank docx",
        "locked pdf",
        "truncated pdf",
        "truncated docx",
        "unfinished xml",
        "billion laughs in odt",
        "billion laughs in docx",
        "bomb",
        "pages that hold themselves",
        "workbook of nothing",
        "empty ods",
        "empty xlsx",
        "truncated xlsx",
        "billion laughs in ods",
        "cells without end",
        "rows repeated without end",
        "lists in lists without end",
    ],
)
def test_what_cannot_be_read_has_its_problem(kind: str, content: bytes, problem: str) -> None:
    assert extracted(kind, content) == ("", problem)


def test_a_parser_that_does_not_end_is_stopped(settings) -> None:
    settings.MEDIA_READING_SECONDS = 0.01
    assert extracted("pdf", pdf_saying(SENTENCE)) == ("", Problem.TOO_SLOW)


def test_a_parser_that_takes_all_memory_is_stopped(settings) -> None:
    settings.MEDIA_READING_MEMORY = 128 * MIB
    hog = pdf_saying("", content=b"q " * 30_000_000, packed=True)
    assert extracted("pdf", hog) == ("", Problem.TOO_LARGE)
    assert extracted("pdf", pdf_saying(SENTENCE)) == (SENTENCE, "")


def test_only_the_beginning_of_a_long_document_is_kept(settings) -> None:
    settings.MEDIA_READING_CHARACTERS = 40
    text, problem = extracted("docx", docx_saying(*[SENTENCE] * 5_000))
    assert (len(text), problem) == (40, "")


def test_only_the_first_pages_are_read(settings) -> None:
    settings.MEDIA_READING_PAGES = 0
    assert extracted("pdf", pdf_saying(SENTENCE)) == ("", Problem.NO_TEXT)


def test_the_parser_knows_no_secret(monkeypatch, settings) -> None:
    """Its whole environment is empty, whatever stands in ours."""
    from media import reading

    given = {}
    monkeypatch.setattr(reading.subprocess, "run", lambda command, **options: given.update(options))
    assert extracted("pdf", b"") == ("", Problem.DAMAGED)
    assert given["env"] == {}


@pytest.mark.django_db
def test_a_document_is_read_once_for_each_file(
    django_capture_on_commit_callbacks: Callable, django_assert_num_queries: Callable
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        paper = document(pdf_saying(SENTENCE))
    first = Reading.objects.get()
    assert (first.text, first.characters, first.problem) == (SENTENCE, len(SENTENCE), "")
    assert first.file_hash == paper.file_hash
    with django_capture_on_commit_callbacks(execute=True):
        paper.title = "Bilan de mai"
        paper.save()
    assert Reading.objects.get().read_at == first.read_at
    with django_capture_on_commit_callbacks(execute=True):
        paper.file = ContentFile(odt_saying("La cantine"), name="bilan.odt")
        paper.save()
    assert Reading.objects.get().text == "La cantine"
    assert not PublicDocument.objects.unread().exists()


@pytest.mark.django_db
def test_plain_texts_are_not_read(django_capture_on_commit_callbacks: Callable) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        PublicDocumentFactory()
    assert not Reading.objects.exists()
    assert not PublicDocument.objects.unread().exists()


@pytest.mark.django_db
def test_an_upload_that_is_undone_is_not_read(django_capture_on_commit_callbacks: Callable) -> None:
    with (
        django_capture_on_commit_callbacks(execute=True) as callbacks,
        pytest.raises(ZeroDivisionError),
        transaction.atomic(),
    ):
        document(pdf_saying(SENTENCE))
        raise ZeroDivisionError
    assert callbacks == []


def test_a_file_that_cannot_be_read_is_uploaded_all_the_same(
    administrator: Client, django_capture_on_commit_callbacks: Callable
) -> None:
    upload = SimpleUploadedFile("bilan.pdf", pdf(), "application/pdf")
    with django_capture_on_commit_callbacks(execute=True):
        response = administrator.post(
            reverse("wagtaildocs:add"), {"title": "Bilan", "file": upload}
        )
    assert response.status_code == 302
    assert PublicDocument.objects.without_text().get().reading.problem == Problem.NO_TEXT


def test_an_upload_outlives_a_reader_that_breaks(
    administrator: Client, django_capture_on_commit_callbacks: Callable, monkeypatch
) -> None:
    def breaks(**_) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("media.reading.read_document", breaks)
    upload = SimpleUploadedFile("bilan.pdf", pdf(), "application/pdf")
    with django_capture_on_commit_callbacks() as callbacks:
        response = administrator.post(
            reverse("wagtaildocs:add"), {"title": "Bilan", "file": upload}
        )
    assert response.status_code == 302
    with pytest.raises(ZeroDivisionError):
        callbacks[0]()
    assert PublicDocument.objects.unread().count() == 1


@pytest.mark.django_db
def test_a_lost_file_says_so() -> None:
    paper = document(pdf_saying(SENTENCE))
    paper.file.storage.delete(paper.file.name)
    read_if_new(document_id=paper.pk)
    assert Reading.objects.get().problem == Problem.MISSING


@pytest.mark.django_db
def test_a_document_deleted_meanwhile_leaves_nothing() -> None:
    paper = document(pdf_saying(SENTENCE))
    PublicDocument.objects.get().delete()
    assert read_document(document=paper) is None
    read_if_new(document_id=paper.pk)
    assert not Reading.objects.exists()
