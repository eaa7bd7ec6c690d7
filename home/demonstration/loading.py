"""Loads the demonstration content: what is missing is added, what exists is never touched."""

from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.db import transaction
from wagtail.models import Locale, Page, ReferenceIndex
from wagtail.signal_handlers import disable_reference_index_auto_update

from home.demonstration import english
from home.demonstration.advice import load_advice
from home.demonstration.covers import Covers, drawing_room
from home.demonstration.dated import aid_page, event_page
from home.demonstration.dossiers import dossier_page, fill_dossier
from home.demonstration.library import content_page, news_page, resource_page
from home.demonstration.obligations import load_obligations
from home.demonstration.pages import FIRST_DAY, Report, Shelf, day, record
from home.demonstration.prose import body
from home.demonstration.questionnaire import load_questionnaire
from home.demonstration.reading import key_of, read, read_sheet, sheet_slugs
from home.demonstration.sheets import sheet_page
from home.demonstration.subjects import pillar_page, theme_page
from home.demonstration.synonyms import load_synonyms
from home.demonstration.terms import Terms
from home.demonstration.tree import catalogues, home_fields, home_page, languages, sections
from home.models import HomePage
from taxonomy.first_fill import fill_taxonomy

# Pages a transaction: few enough to be interrupted, many enough to be fast.
BATCH = 20


def load(*, say: Callable[[str], None], covers: bool = True, sheets: int | None = None) -> Report:
    """Bring the whole demonstration content in, French and English.

    `say` is told each step, in French. Without `covers` nothing is drawn; `sheets` loads only
    so many, the latest (tests). Needs the territories. UnknownName when a file names what does
    not exist.
    """
    report = Report(say)
    fill_taxonomy()
    locales = languages()
    french = locales.pop(settings.LANGUAGE_CODE)
    load_synonyms(french)
    # Saving a page and its lines asks for the reference index a dozen times: once is enough.
    with disable_reference_index_auto_update():
        load_french(french, report, covers=covers, sheets=sheets)
        if made := load_obligations(french, locales):
            say(f"Obligations : {made}/{made}")
        if report.created:
            for locale in locales.values():
                say("Anglais : arbre et traductions…")
                with transaction.atomic():
                    english.synchronise(french, locale)
                    english.translate_all(french, locale, report)
                    for page in Page.objects.filter(locale=locale).specific():
                        ReferenceIndex.create_or_update_for_object(page)
    if questions := load_questionnaire(french, locales):
        say(f"Autodiagnostic : {questions} questions.")
    load_advice(french, [*locales.values()])
    return report


def load_french(french: Locale, report: Report, *, covers: bool, sheets: int | None) -> None:
    terms = Terms()
    with transaction.atomic():
        home = home_page(french, report)
        shelves = catalogues(home, report) | sections(home, report)
    with drawing_room(draw=covers) as room:
        load_sheets(shelves["experiences"], terms, report, room, sheet_slugs()[-(sheets or 0) :])
        load_library(shelves, terms, report)
        load_dossiers(shelves["dossiers"], terms, report, room)
        load_subjects(shelves, terms, report, room)
    load_plain_pages(home, report)
    fill_home(home, shelves, report)


def in_batches(
    label: str, shelf: Shelf, slugs: Iterable[str], add: Callable[[str], None]
) -> list[str]:
    """Call `add` for each missing page of `slugs`, a transaction a batch; the slugs added."""
    missing = shelf.missing(slugs)
    for start in range(0, len(missing), BATCH):
        batch = missing[start : start + BATCH]
        with transaction.atomic():
            for slug in batch:
                add(slug)
        shelf.report.say(f"{label} : {start + len(batch)}/{len(missing)}")
    return missing


def load_sheets(parent: Page, terms: Terms, report: Report, room: Covers, slugs: list[str]) -> None:
    shelf = Shelf("sheet", parent, report)
    files = {slug: read_sheet(slug) for slug in shelf.missing(slugs)}
    order = sheet_slugs()
    for slug, sheet in files.items():
        room.order(slug, sheet["themes"][0] if sheet["themes"] else "")

    def add(slug: str) -> None:
        page = sheet_page(files[slug], terms, shelf.locale)
        page.cover = room.take(slug, page.title)
        live = files[slug]["status"] == "published"
        shelf.add(page, live=live, on=day(order.index(slug)))

    in_batches("Fiches d’expérience", shelf, slugs, add)


def load_library(shelves: dict[str, Page], terms: Terms, report: Report) -> None:
    """Resources, news, aids, events: dated as the files order them; each may show those before."""
    for label, kind, parent, name, make in (
        ("Ressources", "resource", "ressources", "resources", resource_page),
        ("Actualités", "news", "actualites", "news", news_page),
        ("Aides", "aid", "aides", "aids", aid_page),
        ("Agenda", "event", "agenda", "events", event_page),
    ):
        shelf = Shelf(kind, shelves[parent], report)
        items = {item["slug"]: item for item in read(name)}

        def add(
            slug: str,
            shelf: Shelf = shelf,
            items: dict[str, Any] = items,
            make: Callable[..., Page] = make,
        ) -> None:
            page = make(items[slug], terms, shelf.locale)
            live = items[slug].get("status", "published") == "published"
            shelf.add(page, live=live, on=day(3 * list(items).index(slug)))

        in_batches(label, shelf, items, add)


def load_dossiers(parent: Page, terms: Terms, report: Report, room: Covers) -> None:
    """All dossiers, then their chapters: they point to one another."""
    shelf = Shelf("dossier", parent, report)
    items = {item["slug"]: item for item in read("dossiers")}
    missing = shelf.missing(items)
    for slug in missing:
        room.order(slug, items[slug]["themes"][0])
    with transaction.atomic():
        made = []
        for number, slug in enumerate(missing):
            page = dossier_page(items[slug], terms, shelf.locale)
            page.cover = room.take(slug, page.title)
            shelf.add(page, on=day(4 * number))
            made.append(page)
        for number, page in enumerate(made):
            if page.pk and page.live:
                fill_dossier(page, items[page.slug], shelf.locale)
                page.save()
                record(page, on=day(4 * number))
    if missing:
        report.say(f"Dossiers : {len(made)}/{len(missing)}")


def load_subjects(shelves: dict[str, Page], terms: Terms, report: Report, room: Covers) -> None:
    for label, kind, parent, name, make in (
        ("Pages des thèmes", "theme", "themes", "theme_pages", theme_page),
        ("Pages des piliers", "pillar", "piliers", "pillar_pages", pillar_page),
    ):
        shelf = Shelf(kind, shelves[parent], report)
        items = {item["slug"]: item for item in read(name)}
        for slug in shelf.missing(items):
            room.order(f"{parent}-{slug}", slug)

        def add(
            slug: str,
            shelf: Shelf = shelf,
            items: dict[str, Any] = items,
            make: Callable[..., Page] = make,
        ) -> None:
            page = make(items[slug], terms)
            page.cover = room.take(f"{shelf.parent.slug}-{slug}", page.title)
            shelf.add(page)

        in_batches(label, shelf, items, add)


def load_plain_pages(home: HomePage, report: Report) -> None:
    """The pages of the footer."""
    shelf = Shelf("page", home, report)
    items = {item["slug"]: item for item in read("pages")}
    in_batches(
        "Pages fixes", shelf, items, lambda slug: shelf.add(content_page(items[slug])) and None
    )


@transaction.atomic
def fill_home(home: HomePage, shelves: dict[str, Page], report: Report) -> None:
    """Give a home page that we made, and that nobody has edited, its doors and dossiers."""
    if home.translation_key != key_of("home") or home.doors:
        return
    words = read("site")["home"][home.locale.language_code]
    ids = {slug: page.pk for slug, page in shelves.items()}
    for name, value in home_fields(words, ids).items():
        setattr(home, name, value)
    chosen = Shelf("dossier", shelves["dossiers"], report).pages(read("site")["dossiers_on_home"])
    home.dossiers = body(
        *({"type": "dossier", "value": page.pk} for page in chosen.values()),
        of=("home", "dossiers"),
    )
    home.pillars_page = (
        shelves["piliers"].page_ptr if hasattr(shelves["piliers"], "page_ptr") else None
    )
    home.save()
    record(home, on=FIRST_DAY)
