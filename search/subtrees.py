"""What a change of one page means for the documents of every page under it."""

from copy import copy

from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Concat, Length, Substr
from wagtail.models import Page

from search.indexing import batches, index, remove_documents
from search.models import Document, DocumentText
from search.recording import STATEMENT, lock, record_changes
from search.visibility import hold_audience, public_pages


@transaction.atomic
def sync_subtree(page: Page) -> None:
    """Bring what the index has of `page` and of all under it in line with who may see it."""
    hold_audience(changes=True)
    inside = {"path__startswith": page.path}
    documents = Document.objects.filter(page__path__startswith=page.path)
    public = public_pages().filter(**inside)
    remove_documents(documents.exclude(page__in=public.values("pk")))
    missing = public.exclude(pk__in=documents.values("page"))
    index(page=list(missing.values_list("pk", flat=True)))


def relocate_subtree(page: Page, old_url_path: str) -> None:
    """Write the new addresses of `page` and of all under it: a few statements, however many.

    `page` has its new `url_path`; those below need not have theirs yet.
    """
    if page.is_site_root():
        return  # the slug of a site's root is in no address
    before = copy(page)
    before.url_path = old_url_path
    old, new = ((each.get_url_parts() or ("", "", ""))[2] for each in (before, page))
    documents = Document.objects.filter(page__path__startswith=page.path)
    if not old or not new:
        # From or to a place outside every site: sync_subtree takes the documents out, or in.
        remove_documents(documents)
    elif old != new:
        with transaction.atomic():
            for ids in batches(lock(documents.filter(text__url__startswith=old)), STATEMENT):
                DocumentText.objects.filter(document__in=ids).update(
                    url=Concat(Value(new), Substr(F("url"), Length(Value(old)) + 1))
                )
                Document.objects.filter(pk__in=ids).update(digest="")
                record_changes(ids)
