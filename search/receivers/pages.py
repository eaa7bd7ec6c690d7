"""From a change of a page, or of what contains it, to its documents and those below."""

from typing import Any

from django.db.models.signals import post_delete, post_save, pre_save
from wagtail.models import Locale, Page, PageViewRestriction, Site
from wagtail.signals import page_unpublished

from experiences.signals import publication_saved
from search.indexing import index, remove_documents
from search.models import Document
from search.receivers.listening import began_with, listen
from search.recording import record_gone
from search.subtrees import relocate_subtree, sync_subtree


def publication_changed(instance: Page, **_: Any) -> None:
    """Saved, published, unpublished, scheduled: one way for all of them."""
    index(page=[instance.pk])


def unpublished(instance: Page, **_: Any) -> None:
    """Also on the way of the expiry command, which does not load the page's own type."""
    remove_documents(Document.objects.filter(page=instance.pk))


def remember_place(sender: type[Any], instance: Page, raw: bool = False, **_: Any) -> None:
    """Before a page is saved: where it stood, slug change and move alike."""
    if issubclass(sender, Page) and instance.pk and not raw:
        saved = Page.objects.filter(pk=instance.pk).values_list("url_path", flat=True)
        instance._searched_url_path = saved.first()


def place_changed(sender: type[Any], instance: Page, raw: bool = False, **_: Any) -> None:
    """After a slug change or a move: new addresses, and perhaps a new audience, for all below."""
    if not issubclass(sender, Page) or raw:
        return
    old = instance.__dict__.pop("_searched_url_path", None)
    if old and old != instance.url_path:
        relocate_subtree(instance, old)
        sync_subtree(instance)


def restriction_saved(instance: PageViewRestriction, **_: Any) -> None:
    sync_subtree(instance.page)


def restriction_deleted(instance: PageViewRestriction, origin: Any = None, **_: Any) -> None:
    """Taken away by itself; when its page is being deleted, nothing below becomes public."""
    if began_with(origin) is PageViewRestriction:
        sync_subtree(instance.page)


def site_changed(instance: Site, **_: Any) -> None:
    """Addresses are those under a site's root."""
    Site.clear_site_root_paths_cache()
    pages = Page.objects.filter(path__startswith=instance.root_page.path)
    index(page=pages.values_list("pk", flat=True).iterator())


def locale_changed(instance: Locale, created: bool = False, **_: Any) -> None:
    """Another language code: other stems, other addresses."""
    if not created:
        Site.clear_site_root_paths_cache()
        documents = Document.objects.filter(page__locale=instance)
        index(page=list(documents.values_list("page", flat=True)))


def document_deleted(instance: Document, **_: Any) -> None:
    """With its page or topic, whichever way that went."""
    record_gone([(instance.key, instance.locale)])


def connect() -> None:
    """Listen; called once, when the app is ready."""
    publication_saved.connect(publication_changed, dispatch_uid="search-publication")
    page_unpublished.connect(unpublished, dispatch_uid="search-unpublished")
    pre_save.connect(remember_place, dispatch_uid="search-page-before")
    post_save.connect(place_changed, dispatch_uid="search-page-after")
    listen(
        [
            (post_save, restriction_saved, PageViewRestriction),
            (post_delete, restriction_deleted, PageViewRestriction),
            (post_save, site_changed, Site),
            (post_save, locale_changed, Locale),
            (post_delete, document_deleted, Document),
        ]
    )
