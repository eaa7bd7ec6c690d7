"""Files of shared documents, as downloads, for those who may read them."""

from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from community.library.models import SharedDocument, Version
from community.library.rights import is_author, moderates
from media.document_checking import CONTENT_TYPES
from media.views import seal


@require_safe
def download(request: HttpRequest, pk: int) -> FileResponse:
    """The file of a version. Http404 for who may not read it, and if it is lost.

    One that was not shown yet is for the author and, once it was confirmed, for moderators.
    """
    version = get_object_or_404(Version.objects.select_related("document"), pk=pk)
    document = version.document
    if not SharedDocument.objects.visible_to(request.user).filter(pk=document.pk).exists():
        raise Http404
    if not version.file:  # withdrawn
        raise Http404
    if version.shown_at is None and not (
        is_author(request.user, document) or moderates(request.user)
    ):
        raise Http404
    try:
        file = version.file.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    response = FileResponse(
        file,
        as_attachment=True,
        filename=version.download_name,
        content_type=CONTENT_TYPES.get(version.extension, "application/octet-stream"),
    )
    response["Cache-Control"] = "private, no-store"
    seal(response)
    return response
