"""Reads what documents say, so that they are found by it; a file that harms, harms nothing else."""

import json
import signal
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from media import extraction
from media.models import PublicDocument, Reading

Problem = Reading.Problem


@dataclass(frozen=True)
class Extract:
    """What a file says, or a `Reading.Problem`: one of both is empty.

    `headings`: (number of a line of the text, from 0; level, from 1) of each that the file marks:
    those of an ODT, the names of sheets.
    """

    text: str
    problem: str
    headings: tuple[tuple[int, int], ...] = ()


def read_document(*, document: PublicDocument) -> Reading | None:
    """The kept reading of the document's file as it is now; None when the document is gone.

    Takes `MEDIA_READING_SECONDS` at most, outside any transaction of its own. Raises nothing that
    the file could be the reason of: what cannot be read is kept with its problem.
    """
    text, problem = text_of(document)
    with transaction.atomic():
        if not PublicDocument.objects.select_for_update().filter(pk=document.pk).exists():
            return None
        return Reading.objects.update_or_create(
            document_id=document.pk,
            defaults={
                "file_hash": document.file_hash,
                "text": text,
                "characters": len(text),
                "problem": problem,
            },
        )[0]


def read_if_new(*, document_id: int) -> None:
    """Read the document unless its present file was read before, or is of another format."""
    if document := PublicDocument.objects.unread().filter(pk=document_id).first():
        read_document(document=document)


def text_of(document: PublicDocument) -> tuple[str, str]:
    """The text of the document's file, or "" and a `Reading.Problem`."""
    try:
        with document.open_file() as file:
            content = file.read()
    except OSError:
        return "", Problem.MISSING
    return extracted(document.file_extension.lower(), content)


def extracted(kind: str, content: bytes) -> tuple[str, str]:
    """The text of a document, or "" and a `Reading.Problem`; see `extract`."""
    found = extract(kind, content)
    return found.text, found.problem


def extract(kind: str, content: bytes) -> Extract:
    """What a document of that `kind` (an extension of `media.models.LEGIBLE`) says.

    In another process, which knows none of the secrets in our environment. Its answer goes to a
    file: its length has a limit there, in our memory it would have none.
    """
    command = [
        sys.executable,
        "-I",
        str(Path(extraction.__file__)),
        kind,
        str(settings.MEDIA_READING_SECONDS),
        str(settings.MEDIA_READING_MEMORY),
        str(settings.MEDIA_READING_PAGES),
        str(settings.MEDIA_READING_CHARACTERS),
    ]
    with tempfile.TemporaryFile() as target:
        try:
            subprocess.run(  # noqa: S603
                command,
                input=content,
                stdout=target,
                stderr=subprocess.DEVNULL,
                env={},
                timeout=settings.MEDIA_READING_SECONDS,
                check=True,
            )
            target.seek(0)
            found: dict[str, Any] = json.load(target)
            headings = tuple((line, level) for line, level in found["headings"])
            return Extract(found["text"], found["problem"], headings)
        except subprocess.TimeoutExpired:
            return Extract("", Problem.TOO_SLOW)
        except subprocess.CalledProcessError as error:
            # Rust ends the process where it is given no more memory; else it crashed, or was
            # stopped by its limits: no other sign of a file that does harm.
            is_large = error.returncode == -signal.SIGABRT
            return Extract("", Problem.TOO_LARGE if is_large else Problem.DAMAGED)
        except ValueError:
            return Extract("", Problem.DAMAGED)
