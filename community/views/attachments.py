"""Files joined to posts, as downloads, for those who see the post."""

from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from community.forum_conversation.forum_attachments.models import Attachment
from community.forum_conversation.models import Post
from community.permissions import access_to
from media import views


@require_safe
def download(request: HttpRequest, pk: int) -> FileResponse:
    """The file. Http404 for who may not see the post or download in its category, and if lost."""
    attachments = Attachment.objects.select_related("post__topic__forum")
    found = get_object_or_404(attachments, pk=pk)
    category = found.post.topic.forum
    access = access_to([category.pk], request.user)
    may_see = Post.objects.visible_to(access).filter(pk=found.post_id).exists()
    if not may_see or not access.may("can_download_file", category.pk):
        raise Http404
    return views.download(found.file, filename=found.filename)
