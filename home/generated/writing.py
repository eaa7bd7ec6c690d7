"""Writes made-up sheets in bulk, batch by batch; an interrupted run goes on where it stopped.

Ten thousand sheets saved one by one would take an hour. Here each table gets its rows at once; what
a page has beside (revisions, an English twin) is left out, since nobody edits these.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection, models, transaction
from django.db.models import Q, sql
from wagtail.models import Locale, Page, PageLogEntry, ReferenceIndex
from wagtail.signal_handlers import disable_reference_index_auto_update

from experiences.completeness import completeness
from experiences.models import ExperiencePage, Funding, Result, SheetTerritory, Source
from home.demonstration.prose import body, rich_text, text
from home.demonstration.reading import key_of
from home.generated.inventing import SLUG, SOURCE, Invented, Place, Subject, Vocabulary, invent
from search.indexing import index
from taxonomy.models import Audience, Challenge, Pillar, Theme
from territories.models import Territory

BATCH = 500  # sheets a transaction: about as many megabytes as SQLite's cache
FIRST_DAY = datetime(2020, 1, 6, 9, 0, tzinfo=UTC)


def generate(
    count: int, *, parent: Page, progress: Callable[[int, int], None] = lambda done, total: None
) -> int:
    """Make the sheets 1 to `count` that are missing under `parent`; how many were made.

    `progress` is told (sheets there, sheets in all) after each batch. ValueError without
    territories or taxonomy.
    """
    words = vocabulary()
    there = {int(slug.rsplit("-", 1)[1]) for slug in made().values_list("slug", flat=True)}
    missing = [number for number in range(1, count + 1) if number not in there]
    for start in range(0, len(missing), BATCH):
        batch = [invent(number, words) for number in missing[start : start + BATCH]]
        with transaction.atomic():
            write(batch, parent)
        progress(count - len(missing) + start + len(batch), count)
    return len(missing)


def made() -> Any:
    """The made-up sheets (a QuerySet): by their address and their source, both."""
    return ExperiencePage.objects.filter(
        slug__regex=rf"^{SLUG}-\d+$", publication_sources__title=SOURCE
    )


def remove(progress: Callable[[int, int], None] = lambda done, total: None) -> int:
    """Delete the made-up sheets; how many there were."""
    ids = list(made().values_list("pk", flat=True))
    page_type = ContentType.objects.get_for_model(Page)
    for start in range(0, len(ids), BATCH):
        # Wagtail's index of references is asked once a batch, not once for each row.
        with transaction.atomic(), disable_reference_index_auto_update():
            keys = [str(pk) for pk in ids[start : start + BATCH]]
            ReferenceIndex.objects.filter(
                Q(base_content_type=page_type, object_id__in=keys)
                | Q(to_content_type=page_type, to_object_id__in=keys)
            ).delete()
            # Wagtail keeps the history of a deleted page: that of a made-up one tells nothing.
            PageLogEntry.objects.filter(page__in=ids[start : start + BATCH]).delete()
            # Nothing depends on these rows; delete() would look after each one's translations.
            for model in (SheetTerritory, Result, Funding, Source):
                lines = model._default_manager.filter(page__in=ids[start : start + BATCH])
                lines._raw_delete(lines.db)
            batch = Page.objects.filter(pk__in=ids[start : start + BATCH])
            # Wagtail unpublishes each live page that is deleted, one by one and with its history.
            batch.update(live=False)
            batch.delete()
        progress(min(start + BATCH, len(ids)), len(ids))
    return len(ids)


def vocabulary() -> Vocabulary:
    """The present communes and the terms of the default locale."""
    locale = Locale.get_default()
    places: dict[str, list[Place]] = {}
    communes = Territory.objects.present().filter(
        kind=Territory.Kind.COMMUNE, population__isnull=False
    )
    for commune in communes.order_by("code").only("pk", "name", "population"):
        places.setdefault(str(commune.size), []).append(Place(commune.pk, commune.name))
    themes = Theme.objects.filter(locale=locale, parent__isnull=False)
    terms = [
        list(model.objects.filter(locale=locale).order_by("slug").values_list("pk", flat=True))
        for model in (Pillar, Challenge, Audience)
    ]
    subjects = [Subject(pk, name) for pk, name in themes.order_by("slug").values_list("pk", "name")]
    if not places or not subjects or not all(terms):
        raise ValueError("Load the territories and the taxonomy first.")
    return Vocabulary(places, subjects, *terms)


def write(batch: list[Invented], parent: Page) -> None:
    """Insert the rows of `batch` below `parent`, and bring them to the search index."""
    pages = [_page(sheet, parent) for sheet in batch]
    _place(pages, parent)
    Page.objects.bulk_create([_base(page) for page in pages])
    keys = dict(
        Page.objects.filter(path__in=[page.path for page in pages]).values_list("path", "pk")
    )
    for page in pages:
        page.pk = page.id = page.page_ptr_id = keys[page.path]
    _insert(ExperiencePage, pages)
    common = [{"page": page, "locale": page.locale, "sort_order": 0} for page in pages]
    pairs = list(zip(batch, common, strict=True))
    SheetTerritory.objects.bulk_create(
        [SheetTerritory(territory_id=sheet.place.pk, **each) for sheet, each in pairs]
    )
    Result.objects.bulk_create(
        [Result(text=sheet.result, evidence=sheet.evidence, **each) for sheet, each in pairs]
    )
    Source.objects.bulk_create([Source(title=SOURCE, **each) for _sheet, each in pairs])
    Funding.objects.bulk_create(
        [Funding(funder=sheet.funder, **each) for sheet, each in pairs if sheet.funder]
    )
    for name in ("themes", "pillars", "challenges", "audiences"):
        _link(name, pages, batch)
    index(page=(page.pk for page in pages))


def _page(sheet: Invented, parent: Page) -> ExperiencePage:
    on = FIRST_DAY + timedelta(hours=4 * sheet.number)
    page = ExperiencePage(
        title=sheet.title,
        draft_title=sheet.title,
        slug=sheet.slug,
        short_title=f"Fiche fictive {sheet.number}",
        summary=sheet.summary,
        stage=sheet.stage,
        start_year=sheet.start_year,
        investment=sheet.investment,
        yearly_cost=sheet.yearly,
        problem=rich_text(sheet.need),
        solution=body(text(sheet.deed), of=(sheet.slug, "solution")),
        locale=parent.locale,
        translation_key=key_of("generated", sheet.number),
        content_type=ContentType.objects.get_for_model(ExperiencePage),
        url_path=f"{parent.url_path}{sheet.slug}/",
        live=True,
        first_published_at=on,
        last_published_at=on,
        latest_revision_created_at=on,
    )
    page.completeness = completeness(page).percent
    return page


def _place(pages: list[ExperiencePage], parent: Page) -> None:
    """Give `pages` their places as the last children of `parent` (treebeard's materialised path).

    The parent's row is locked where the database can, so that nobody takes the same place.
    """
    locked = Page.objects.select_for_update().get(pk=parent.pk)
    last = locked.get_last_child()
    step = int(last.path[len(locked.path) :], 36) if last else 0
    for number, page in enumerate(pages, start=step + 1):
        page.path = Page._get_path(locked.path, locked.depth + 1, number)
        page.depth = locked.depth + 1
        page.numchild = 0
    Page.objects.filter(pk=parent.pk).update(numchild=locked.numchild + len(pages))


def _base(page: ExperiencePage) -> Page:
    """The row of `page` in the table of all pages."""
    names = [field.attname for field in Page._meta.concrete_fields if not field.primary_key]
    return Page(**{name: getattr(page, name) for name in names})


def _insert(model: type[models.Model], rows: list[Any]) -> None:
    """Insert the rows of a child table; bulk_create() refuses models with a parent table."""
    fields = list(model._meta.local_concrete_fields)
    size = max(1, connection.ops.bulk_batch_size(fields, rows))
    for start in range(0, len(rows), size):
        query = sql.InsertQuery(model)
        query.insert_values(fields, rows[start : start + size])
        query.get_compiler(connection=connection).execute_sql()


def _link(name: str, pages: list[ExperiencePage], batch: list[Invented]) -> None:
    """Rows of a many-to-many relation."""
    field = ExperiencePage._meta.get_field(name)
    through: Any = getattr(ExperiencePage, name).through
    own, other = field.m2m_column_name(), field.m2m_reverse_name()
    through.objects.bulk_create(
        [
            through(**{own: page.pk, other: pk})
            for page, sheet in zip(pages, batch, strict=True)
            for pk in (
                [subject.pk for subject in sheet.subjects]
                if name == "themes"
                else getattr(sheet, name)
            )
        ]
    )
