"""Documents, always as downloads; renditions in development (a web server serves them else)."""

from pathlib import PurePosixPath

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import storages
from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe
from wagtail.documents.views.serve import serve

from media.models import PublicDocument

# No script, no form, no origin of its own, should a browser show the file after all.
SANDBOX = "sandbox; default-src 'none'; frame-ancestors 'none'"
RENDITION_TYPES = {
    ".avif": "image/avif",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
}


def seal(response: HttpResponseBase) -> None:
    """Headers of every file that somebody sent in."""
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = SANDBOX
    response["Cross-Origin-Resource-Policy"] = "same-site"


def download(file: FieldFile, *, filename: str, content_type: str | None = None) -> FileResponse:
    """The response with a file that somebody sent in, kept by no cache; Http404 if it is lost."""
    try:
        opened = file.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    response = FileResponse(
        opened, as_attachment=True, filename=filename, content_type=content_type
    )
    response["Cache-Control"] = "private, no-store"
    seal(response)
    return response


@require_safe
def serve_document(
    request: HttpRequest, document_id: int, document_filename: str
) -> HttpResponseBase:
    """The document as a download, if the visitor may read its collection (Wagtail decides)."""
    response: HttpResponseBase = serve(request, document_id, document_filename)
    if (
        response.status_code not in (200, 304)
        or not response.streaming
        and response.status_code == 200
    ):
        return response  # a form that asks for a password, or a way to sign in
    document = PublicDocument.objects.select_related("collection").get(pk=document_id)
    name = content_disposition_header(as_attachment=True, filename=document.download_name)
    response["Content-Disposition"] = name or "attachment"
    is_private = document.collection.get_view_restrictions().exists()
    response["Cache-Control"] = "private, no-store" if is_private else "public, max-age=300"
    seal(response)
    return response


@require_safe
def serve_rendition(request: HttpRequest, path: str) -> HttpResponse | FileResponse:
    """One file of the public storage: development only."""
    content_type = RENDITION_TYPES.get(PurePosixPath(path).suffix)
    storage = storages["renditions"]
    try:
        if content_type is None or not storage.exists(path):
            raise Http404
        response = FileResponse(storage.open(path), content_type=content_type)
    except (SuspiciousFileOperation, IsADirectoryError, ValueError) as error:
        raise Http404 from error
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    seal(response)
    return response
