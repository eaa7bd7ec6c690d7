"""Files of shared documents, as downloads, for those who may read them."""

from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from community.library.models import SharedDocument, Version
from community.library.rights import is_author, moderates
from media import views
from media.document_checking import CONTENT_TYPES


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
    return views.download(
        version.file,
        filename=version.download_name,
        content_type=CONTENT_TYPES.get(version.extension, "application/octet-stream"),
    )
