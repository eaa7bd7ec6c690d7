"""The English tree: aliases of every page, and the translations that the content files hold.

Both are made with wagtail-localize's own models, as if an editor had switched the synchronisation
on and typed each string: editors find the translations in its editor and go on from there.
"""

from typing import Any

from wagtail.models import Locale, Page, TranslatableMixin
from wagtail_localize.models import (
    LocaleSynchronization,
    String,
    StringTranslation,
    Translation,
    TranslationContext,
    TranslationSource,
)
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments
from wagtail_localize.synctree import PageIndex, synchronize_tree

from home.demonstration.dated import NOTES
from home.demonstration.pages import Report
from home.demonstration.prose import Block, rich_text
from home.demonstration.reading import key_of, read
from home.demonstration.sheets import CHAPTERS, solution_body
from home.demonstration.tree import home_fields
from home.generated.inventing import SLUG
from home.models import HomePage


class DifferentStructure(ValueError):
    """A translation has not the same paragraphs, list items and lines as its original."""


def synchronise(french: Locale, english: Locale) -> None:
    """Keep the English tree in step with the French one: now, and at each page made from now on.

    Without the made-up sheets (`home.generated`), which nobody reads in English.
    """
    # Saving it in the usual way would synchronise everything at once.
    LocaleSynchronization.objects.bulk_create(
        [LocaleSynchronization(locale=english, sync_from=french)], ignore_conflicts=True
    )
    there = Page.objects.filter(locale=english).values("translation_key")
    missing = (
        Page.objects.filter(locale=french, alias_of=None, depth__gt=1)
        .exclude(translation_key__in=there)
        .exclude(slug__startswith=f"{SLUG}-")
        .order_by("path")
    )
    index = PageIndex([PageIndex.Entry.from_page_instance(page) for page in missing])
    synchronize_tree(french, english, page_index=index)


def translate_all(french: Locale, english: Locale, report: Report) -> None:
    """Translate the home page, fixed pages, catalogues and all content with an English text.

    A page that has its own English version already, whoever made it, is left alone.
    """
    frame = read("site")
    wanted = {key_of("catalogue", item["slug"]): item["en"] for item in frame["catalogues"]}
    wanted |= {key_of("section", item["slug"]): item["en"] for item in frame["sections"]}
    for kind, name in (("aid", "aids"), ("event", "events"), ("page", "pages")):
        wanted |= {key_of(kind, item["slug"]): item["en"] for item in read(name)}
    wanted |= {key_of("sheet", item["slug"]): item for item in read("english_sheets")}
    wanted[key_of("home")] = frame["home"]["en"]
    done = set(
        Page.objects.filter(translation_key__in=wanted, locale=english, alias_of=None).values_list(
            "translation_key", flat=True
        )
    )
    pages = Page.objects.filter(translation_key__in=wanted.keys() - done, locale=french)
    for page in pages.live().order_by("depth", "path").specific():
        translate(page, wanted[page.translation_key], english)
        report.created += 1


def translate(page: Page, words: dict[str, Any], english: Locale) -> None:
    """Publish the English version of the French `page`. DifferentStructure: see there."""
    twin = page.specific_class.objects.get(pk=page.pk)
    put_words(twin, words)
    publish_twin(page, twin, english)


def publish_twin(page: TranslatableMixin, twin: TranslatableMixin, english: Locale) -> None:
    """Publish the strings of `twin` as the translation of `page`: any content that has versions.

    `twin`, in memory, is the same with English texts. DifferentStructure: see there.
    """
    source, _ = TranslationSource.update_or_create_from_instance(page)
    strings = {
        (segment.path, segment.order): segment
        for segment in extract_segments(twin)
        if isinstance(segment, StringSegmentValue)
    }
    for segment in extract_segments(page):
        if not isinstance(segment, StringSegmentValue) or segment.is_empty():
            continue
        translated = strings.pop((segment.path, segment.order), None)
        if translated is None or translated.is_empty():
            raise DifferentStructure(f"{page} : {segment.path} {segment.order}")
        StringTranslation.objects.update_or_create(
            translation_of=String.from_value(page.locale, segment.string),
            locale=english,
            context=TranslationContext.objects.get(object_id=source.object_id, path=segment.path),
            defaults={
                "data": translated.string.data,
                "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
            },
        )
    if left := [path for (path, _order), segment in strings.items() if not segment.is_empty()]:
        raise DifferentStructure(f"{page} : {left[0]}")
    translation, _ = Translation.objects.get_or_create(source=source, target_locale=english)
    translation.save_target(publish=True)


def put_words(twin: Page, words: dict[str, Any]) -> None:
    """Replace the texts of `twin`, in memory, by those of `words`, in the same places."""
    if isinstance(twin, HomePage):
        doors = {
            block.value["page"].slug: block.value["page"].pk
            for block in twin.doors
            if block.value["page"]
        }
        fields = home_fields(words, doors)
    else:
        simple = ("title", "seo_title", "short_title", "summary", "stage_note")
        fields = {name: words[name].strip() for name in simple if name in words}
    fields |= {name: words[name] for name in NOTES if name in words}
    fields |= {name: told(twin, name, words[name]) for name in ("body", "report") if name in words}
    if "cost_note" in words:  # a sheet
        fields["cost_note"] = words["cost_note"].strip()
        fields["solution"] = solution_body(words)
        fields |= {name: rich_text(words.get(name) or "") for name in CHAPTERS}
        put_lines(twin, "results", "text", [each["text"] for each in words["results"]])
        put_lines(twin, "open_questions", "text", words["unknown"])
        covers = [each["covers"] for each in words.get("funding", [])]
        put_lines(twin, "funding", "covers", covers)
    for name, value in fields.items():
        setattr(twin, name, value)


def told(twin: Page, name: str, prose: str) -> list[Block]:
    """The blocks of a StreamField that has one text, with `prose` in its place."""
    return [
        dict(block) | ({"value": rich_text(prose)} if block["type"] == "text" else {})
        for block in getattr(twin, name).raw_data
    ]


def put_lines(twin: Page, relation: str, name: str, texts: list[str]) -> None:
    """Replace one text of each line of `relation`, in memory. ValueError: more or fewer `texts`."""
    lines = list(getattr(twin, relation).all())
    for line, text in zip(lines, texts, strict=True):
        setattr(line, name, text)
    # Kept by the page: `all()` alone reads the lines from the database again each time.
    setattr(twin, relation, lines)
