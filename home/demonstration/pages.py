"""Putting pages into the tree: once, at a fixed date, published when the rules allow it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from wagtail.log_actions import log
from wagtail.models import Locale, Page, ReferenceIndex, Revision
from wagtail.signals import page_published

from experiences.models import (
    AidPage,
    DossierPage,
    EventPage,
    ExperiencePage,
    NewsPage,
    ResourcePage,
    Source,
)
from experiences.models.publication import Publication
from experiences.rules import problems_of
from home.demonstration.reading import key_of

# Key under which an item names pages → their type and kind of shelf, in the order shown.
PARTS: dict[str, tuple[type[Page], str]] = {
    "aids": (AidPage, "aid"),
    "sheets": (ExperiencePage, "sheet"),
    "resources": (ResourcePage, "resource"),
    "news": (NewsPage, "news"),
    "events": (EventPage, "event"),
    "dossiers": (DossierPage, "dossier"),
}
# Sheets are dated one after the other from here on; the rest on this day.
FIRST_DAY = datetime(2025, 3, 3, 9, 0, tzinfo=UTC)


def day(number: int) -> datetime:
    """A working day's morning, `number` publications after the first."""
    weeks, weekday = divmod(number, 3)
    return FIRST_DAY + timedelta(weeks=weeks, days=2 * weekday)


@dataclass
class Report:
    """What was done, and what an editor has to look at."""

    say: Callable[[str], None]
    created: int = 0
    drafts: list[str] = field(default_factory=list)  # "slug: why it is not published"
    skipped: list[str] = field(default_factory=list)


@dataclass
class Shelf:
    """Where one kind of page goes; knows which of its pages are there already.

    A page is known by its translation key, which derives from its kind and the slug of the
    content file: an editor may rename or move it, and it is still not created twice.
    """

    kind: str
    parent: Page
    report: Report

    @property
    def locale(self) -> Locale:
        return self.parent.locale

    def missing(self, slugs: Iterable[str]) -> list[str]:
        """Those of `slugs` that have no page yet, in the same order."""
        wanted = list(slugs)
        keys = {key_of(self.kind, slug): slug for slug in wanted}
        there = Page.objects.filter(translation_key__in=keys, locale=self.locale)
        found = {keys[key] for key in there.values_list("translation_key", flat=True)}
        return [slug for slug in wanted if slug not in found]

    def pages(self, slugs: Iterable[str]) -> dict[str, Page]:
        """Slug → the page of that content, for those that exist."""
        keys = {key_of(self.kind, slug): slug for slug in slugs}
        found = Page.objects.filter(translation_key__in=keys, locale=self.locale).specific()
        return {keys[page.translation_key]: page for page in found}

    def add(self, page: Page, *, live: bool = True, on: datetime = FIRST_DAY) -> Page:
        """Put `page` under the parent, as a draft or published on the day `on`.

        A page that breaks a rule of publication stays a draft and is named in the report; one
        whose address is taken by an editor's page is left out.
        """
        page.translation_key = key_of(self.kind, page.slug)
        page.locale = self.locale
        if Page.objects.child_of(self.parent).filter(slug=page.slug).exists():
            self.report.skipped.append(f"{page.slug} : une autre page a cette adresse")
            return page
        problems = problems_of(page) if isinstance(page, Publication) else []
        if live and problems:
            reasons = " ".join(problem.message for problem in problems)
            self.report.drafts.append(f"{page.slug} : {reasons}")
        page.live = live and not problems
        page.has_unpublished_changes = not page.live
        page.draft_title = page.title
        if page.live:
            page.first_published_at = page.last_published_at = on
        self.parent.add_child(instance=page)
        log(instance=page, action="wagtail.create")
        record(page, on=on)
        self.report.created += 1
        return page


def record(page: Page, *, on: datetime) -> None:
    """Give `page`, saved, its revision of the day `on` and its entries in Wagtail's own indexes.

    What Page.save_revision() and Revision.publish() would do, without saving the page twice more.
    """
    revision = Revision.objects.create(
        content_object=page,
        base_content_type=page.get_base_content_type(),
        object_str=str(page),
        content=page.serializable_data(),
        created_at=on,
    )
    page.latest_revision = revision
    page.latest_revision_created_at = on
    page.live_revision = revision if page.live else None
    Page.objects.filter(pk=page.pk).update(
        latest_revision=revision,
        latest_revision_created_at=on,
        live_revision=page.live_revision,
    )
    ReferenceIndex.create_or_update_for_object(page)
    if page.live:
        page_published.send(sender=page.specific_class, instance=page, revision=revision)


def sources_of(item: dict[str, list[dict[str, str]]], locale: Locale, slug: str) -> list[Source]:
    """The sources of an item of a content file."""
    return [
        Source(
            title=source["title"],
            url=source.get("url") or "",
            publisher=source.get("publisher") or "",
            date=str(source.get("date") or ""),
            locale=locale,
            translation_key=key_of(slug, "source", place),
            sort_order=place,
        )
        for place, source in enumerate(item.get("sources", []))
    ]


def live_ids(model: type[Page], kind: str, slugs: Iterable[str]) -> dict[str, int]:
    """Slug → identifier of the French pages among `slugs` that are published, in that order."""
    keys = {key_of(kind, slug): slug for slug in slugs}
    rows = model.objects.live().filter(
        translation_key__in=keys, locale__language_code=Locale.get_default().language_code
    )
    found = {keys[key]: pk for key, pk in rows.values_list("translation_key", "pk")}
    return {slug: found[slug] for slug in keys.values() if slug in found}
