"""From a change in the database to the index, in the transaction of the change.

Signals only index. The rows of the index go with their page; that they went is recorded.
"""

from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.signals import (
    post_delete,
    post_save,
    pre_delete,
    pre_save,
)
from wagtail.models import Locale, Page, PageViewRestriction, Site
from wagtail.signals import page_unpublished

from community.forum_conversation.models import Topic
from community.library.models import SharedDocument
from experiences.models import (
    AidPage,
    AidTerritory,
    EventPage,
    PillarPage,
    ResourcePage,
    SheetTerritory,
    ThemePage,
)
from experiences.obligations.models import Obligation
from experiences.signals import publication_saved
from search.documents import DOCUMENTS
from search.indexing import (
    index_anew,
    index_obligations,
    index_pages,
    index_shared,
    index_topics,
    remove_pages,
)
from search.listening import Listened, began_with, listen
from search.models import Document, Place
from search.recording import record_gone
from search.subtrees import relocate_subtree, sync_subtree
from taxonomy.labels import forget_labels
from taxonomy.models import Audience, Challenge, Pillar, ResourceKind, Theme
from territories.models import Territory
from territories.names import forget_names
from territories.signals import territories_reloaded

# Which many-to-many fields of the searched page types hold terms of each model.
TERMS = {Theme: "themes", Pillar: "pillars", Audience: "audiences", Challenge: "challenges"}
# Fields of terms and territories that documents are made of, here or on the search server.
TERM_FACTS = ("name", "slug", "parent_id", "locale_id")
TERRITORY_FACTS = (
    "name",
    "code",
    "kind",
    "population",
    "surroundings",
    "communes_count",
    "latitude",
    "longitude",
    "postal_codes",
    "region_id",
    "departement_id",
    "epci_id",
    "region_codes",
    "departement_codes",
    "successor_id",
)


def publication_changed(instance: Page, **_: Any) -> None:
    """Saved, published, unpublished, scheduled: one way for all of them."""
    index_pages([instance.pk])


def unpublished(instance: Page, **_: Any) -> None:
    """Also on the way of the expiry command, which does not load the page's own type."""
    remove_pages([instance.pk])


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
    index_pages(pages.values_list("pk", flat=True).iterator())


def remember_facts(instance: Any, **_: Any) -> None:
    """Before a term or a territory is saved: what documents were made of."""
    names = TERRITORY_FACTS if isinstance(instance, Territory) else _term_facts(type(instance))
    saved = type(instance)._default_manager.filter(pk=instance.pk) if instance.pk else None
    instance._searched_facts = saved.values_list(*names).first() if saved is not None else None


def term_changed(instance: Any, created: bool = False, **_: Any) -> None:
    """Renamed, or put under another theme: text and facets of what bears it change."""
    facts = tuple(getattr(instance, name) for name in _term_facts(type(instance)))
    if instance.__dict__.pop("_searched_facts", None) != facts:
        forget_labels()
        index_pages(_pages_with(instance))
        index_topics(_topics_with(instance))
        index_shared(_with(SharedDocument, instance))
        index_obligations(_with(Obligation, instance))


def remember_pages(instance: Any, **_: Any) -> None:
    """Before a term is deleted: whose it was."""
    instance._searched_pages = _pages_with(instance)
    instance._searched_topics = _topics_with(instance)
    instance._searched_shared = _with(SharedDocument, instance)
    instance._searched_obligations = _with(Obligation, instance)


def term_deleted(instance: Any, **_: Any) -> None:
    forget_labels()
    index_pages(instance.__dict__.pop("_searched_pages", ()))
    index_topics(instance.__dict__.pop("_searched_topics", ()))
    index_shared(instance.__dict__.pop("_searched_shared", ()))
    index_obligations(instance.__dict__.pop("_searched_obligations", ()))


def territory_changed(instance: Territory, **_: Any) -> None:
    """Its own documents, and those of the territories inside it, which bear its name."""
    facts = tuple(getattr(instance, name) for name in TERRITORY_FACTS)
    if instance.__dict__.pop("_searched_facts", None) == facts:
        return
    territories_loaded({instance.pk})


def territories_loaded(changed: set[int], **_: Any) -> None:
    """A load writes past the signals of single rows."""
    forget_names()
    topics = Place.objects.filter(document__topic__isnull=False)
    aids = AidTerritory.objects.all()
    events = EventPage.objects.exclude(territory=None)
    index_anew(
        page=[
            *_about(changed, SheetTerritory.objects.all(), "page_id"),
            *_about(changed, events, "pk"),
            *(_every_aid() if _has_departements(changed) else _about(changed, aids, "page_id")),
        ],
        topic=_about(changed, topics, "document__topic_id"),
        shared=_about(changed, SharedDocument.objects.exclude(territory=None), "pk"),
    )


def locale_changed(instance: Locale, created: bool = False, **_: Any) -> None:
    """Another language code: other stems, other addresses."""
    if not created:
        Site.clear_site_root_paths_cache()
        index_pages(
            list(Document.objects.filter(page__locale=instance).values_list("page", flat=True))
        )


def document_deleted(instance: Document, **_: Any) -> None:
    """With its page or topic, whichever way that went."""
    record_gone([(instance.key, instance.locale)])


def _about(territories: set[int], rows: QuerySet[Any], of: str) -> list[int]:
    """What the `rows` of territories are of, where these are among, inside or merged into those."""
    around = ("", "__epci", "__departement", "__region", "__successor")
    merged = ("__successor__epci", "__successor__departement", "__successor__region")
    names = [f"territory{name}" for name in (*around, *merged)]
    every = rows.values_list(of, *names).iterator()
    return sorted({key for key, *its in every if not territories.isdisjoint(its)})


def _has_departements(territories: set[int]) -> bool:
    """Whether some are régions or départements, of which aids name all that they are for."""
    kinds = (Territory.Kind.REGION, Territory.Kind.DEPARTEMENT)
    rows = Territory.objects.filter(kind__in=kinds).values_list("pk", flat=True)
    return not territories.isdisjoint(rows)


def _every_aid() -> list[int]:
    return list(AidPage.objects.order_by("pk").values_list("pk", flat=True))


def _topics_with(term: Any) -> list[int]:
    """The topics of the categories that bear a theme or pillar."""
    names = {Theme: "forum__theme__slug", Pillar: "forum__pillars__slug"}
    if type(term) not in names:
        return []
    return list(Topic.objects.filter(**{names[type(term)]: term.slug}).values_list("pk", flat=True))


def _with(model: type[SharedDocument | Obligation], term: Any) -> list[int]:
    """The shared documents or obligations that bear a theme or pillar, or a theme under it."""
    rows: Any = model._default_manager
    if isinstance(term, Pillar):
        rows = rows.filter(pillars__slug=term.slug)
    elif isinstance(term, Theme):
        under = Q(themes__slug=term.slug) | Q(themes__parent__slug=term.slug)
        rows = rows.filter(under)
    else:
        return []
    return sorted(set(rows.values_list("pk", flat=True)))


def _term_facts(model: type[Any]) -> tuple[str, ...]:
    return tuple(name for name in TERM_FACTS if name != "parent_id" or model is Theme)


def _pages_with(term: Any) -> list[int]:
    """The pages that bear a term, in any language, or a theme under it."""
    slugs = [term.slug]
    if isinstance(term, Theme):
        slugs += Theme.objects.filter(parent__slug=term.slug).values_list("slug", flat=True)
    if isinstance(term, ResourceKind):
        return list(ResourcePage.objects.filter(kind__slug=term.slug).values_list("pk", flat=True))
    name = TERMS[type(term)]
    found: set[int] = set()
    for document in DOCUMENTS.values():
        if name in {field.name for field in document.model._meta.many_to_many}:
            pages = document.model._default_manager.filter(**{f"{name}__slug__in": slugs})
            found.update(pages.values_list("pk", flat=True))
    if isinstance(term, Theme):
        found.update(ThemePage.objects.filter(theme__slug__in=slugs).values_list("pk", flat=True))
    if isinstance(term, Pillar):
        found.update(PillarPage.objects.filter(pillar__slug__in=slugs).values_list("pk", flat=True))
    return sorted(found)


def connect() -> None:
    """Listen; called once, when the app is ready."""
    publication_saved.connect(publication_changed, dispatch_uid="search-publication")
    page_unpublished.connect(unpublished, dispatch_uid="search-unpublished")
    pre_save.connect(remember_place, dispatch_uid="search-page-before")
    post_save.connect(place_changed, dispatch_uid="search-page-after")
    territories_reloaded.connect(territories_loaded, dispatch_uid="search-territories")
    listened: list[Listened] = [
        (post_save, restriction_saved, PageViewRestriction),
        (post_delete, restriction_deleted, PageViewRestriction),
        (post_save, site_changed, Site),
        (pre_save, remember_facts, Territory),
        (post_save, territory_changed, Territory),
        (post_save, locale_changed, Locale),
        (post_delete, document_deleted, Document),
    ]
    for term in (*TERMS, ResourceKind):
        listened += [
            (pre_save, remember_facts, term),
            (post_save, term_changed, term),
            (pre_delete, remember_pages, term),
            (post_delete, term_deleted, term),
        ]
    listen(listened)
