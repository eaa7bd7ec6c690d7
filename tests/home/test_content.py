"""The content files: whole, in good French, naming only what exists."""

import csv
import gzip
import re
from collections.abc import Iterator
from typing import Any

import pytest

from experiences.models import AidPage, EventPage
from experiences.stages import Evidence, Stage
from home.demonstration.dated import NOTES
from home.demonstration.reading import read, read_sheet, sheet_slugs
from taxonomy.first_fill import read_terms
from territories import reference

SHEETS = {slug: read_sheet(slug) for slug in sheet_slugs()}
LISTS = {name: read(name) for name in ("dossiers", "resources", "news", "aids", "events", "pages")}
SUBJECTS = {name: read(name) for name in ("theme_pages", "pillar_pages")}
TERMS = {key: {term["slug"] for term in terms} for key, terms in read_terms().items()}
SLUGS = {name: {item["slug"] for item in items} for name, items in LISTS.items()}
# Not prose: addresses, codes and names of things.
NOT_PROSE = {"url", "slug", "code", "date", "kind", "stage", "status"}
DATED = [*LISTS["aids"], *LISTS["events"]]


def prose_of(item: Any, key: str = "") -> Iterator[str]:
    """Every text in `item`, however deep."""
    if isinstance(item, dict):
        for name, value in item.items():
            if name != "en":
                yield from prose_of(value, name)
    elif isinstance(item, list):
        for value in item:
            yield from prose_of(value, key)
    elif isinstance(item, str) and key not in NOT_PROSE:
        yield item


def known(codes: dict[str, set[str]], kind: str, code: str) -> bool:
    return str(code) in codes[kind]


@pytest.fixture(scope="module")
def codes() -> dict[str, set[str]]:
    """Kind → codes of the territories that are shipped."""

    def first_column(name: str) -> set[str]:
        with gzip.open(reference.DATA_DIR / f"{name}.csv.gz", "rt", encoding="utf-8") as file:
            return {row[0] for row in csv.reader(file)}

    names = {"commune": "communes", "epci": "epci", "departement": "departements"}
    return {kind: first_column(name) for kind, name in names.items()} | {
        "region": first_column("regions")
    }


@pytest.mark.parametrize("slug", SHEETS)
def test_a_sheet_is_whole(slug: str, codes: dict[str, set[str]]) -> None:
    sheet = SHEETS[slug]

    assert sheet["slug"] == slug
    assert len(sheet["title"]) <= 90
    assert len(sheet["short_title"]) <= 40
    assert 60 <= len(sheet["summary"]) <= 300
    assert sheet["stage"] in Stage.values
    assert set(sheet["themes"]) <= TERMS["themes"]
    assert set(sheet["pillars"]) <= TERMS["pillars"]
    assert set(sheet["challenges"]) <= TERMS["challenges"]
    assert set(sheet["audiences"]) <= TERMS["audiences"]
    for place in sheet["territories"]:
        assert known(codes, place["kind"], place["code"]), place
    assert all(known(codes, "commune", code) for code in sheet["locality_codes"])
    assert all(result["evidence"] in Evidence.values for result in sheet["results"])
    if sheet["status"] == "published":
        assert sheet["sources"]
        assert sheet["results"]
        assert sheet["territories"] or sheet["territory_note"]


@pytest.mark.parametrize("name", LISTS)
def test_the_other_files_name_only_what_exists(name: str) -> None:
    for item in LISTS[name]:
        assert len(item["summary"]) <= 300, item["slug"]
        assert set(item.get("themes", [])) <= TERMS["themes"], item["slug"]
        assert set(item.get("pillars", [])) <= TERMS["pillars"], item["slug"]
        if name != "pages":
            assert item["sources"], item["slug"]
    assert len(SLUGS[name]) == len(LISTS[name])


def test_dossiers_point_to_what_exists() -> None:
    for dossier in LISTS["dossiers"]:
        assert set(dossier["linked_news"]) <= SLUGS["news"], dossier["slug"]
        for chapter in dossier["chapters"]:
            assert set(chapter["sheets"]) <= SHEETS.keys(), dossier["slug"]
            assert set(chapter["resources"]) <= SLUGS["resources"], dossier["slug"]
            assert set(chapter["news"]) <= SLUGS["news"], dossier["slug"]
            assert set(chapter["dossiers"]) <= SLUGS["dossiers"], dossier["slug"]
            assert set(chapter.get("aids", [])) <= SLUGS["aids"], dossier["slug"]
            assert set(chapter.get("events", [])) <= SLUGS["events"], dossier["slug"]
    for news in LISTS["news"]:
        assert set(news["dossiers"]) <= SLUGS["dossiers"], news["slug"]
    for resource in LISTS["resources"]:
        assert resource["kind"] in TERMS["resource_kinds"], resource["slug"]


@pytest.mark.parametrize("item", DATED, ids=lambda item: item["slug"])
def test_aids_and_events_point_to_what_exists(item: Any, codes: dict[str, set[str]]) -> None:
    places = [*item.get("territories", []), *([item["territory"]] if "territory" in item else [])]
    for place in places:
        assert known(codes, place["kind"], place["code"]), place
    assert set(item.get("dossiers", [])) <= SLUGS["dossiers"]
    assert set(item.get("sheets", [])) <= SHEETS.keys()
    for name in ("aids", "resources", "news"):
        assert set(item.get(name, [])) <= SLUGS[name], name


@pytest.mark.parametrize("item", DATED, ids=lambda item: item["slug"])
def test_aids_and_events_are_told_in_both_languages(item: Any) -> None:
    english = item["en"]
    prose = {"title", "summary", "body", "report", *NOTES}

    assert {name for name in prose if item.get(name)} == english.keys()
    for words in (item, english):
        assert len(words["title"]) <= 90
        assert 60 <= len(words["summary"]) <= 300
        for name in NOTES:
            limit = (AidPage if item in LISTS["aids"] else EventPage)._meta.get_field
            assert not words.get(name) or len(words[name]) <= limit(name).max_length, name


@pytest.mark.parametrize("page", LISTS["pages"], ids=lambda page: page["slug"])
def test_a_fixed_page_is_told_in_both_languages(page: Any) -> None:
    assert page["en"].keys() == {"title", "summary", "body"}
    assert 60 <= len(page["en"]["summary"]) <= 300


@pytest.mark.parametrize("aid", LISTS["aids"], ids=lambda aid: aid["slug"])
def test_an_aid_without_dates_says_who_sets_them(aid: Any) -> None:
    assert aid["recurrence"] in AidPage.Recurrence.values
    assert aid["kind"] in AidPage.Kind.values
    assert aid["date_note"]
    assert aid["who_note"]
    assert aid["amount_note"]


@pytest.mark.parametrize("event", LISTS["events"], ids=lambda event: event["slug"])
def test_an_event_has_a_day_or_what_is_known_of_it(event: Any) -> None:
    assert event["kind"] in EventPage.Kind.values
    assert event["mode"] in EventPage.Mode.values
    assert event.get("starts_on") or event["date_note"]


@pytest.mark.parametrize("name", SUBJECTS)
def test_subject_pages_point_to_what_exists(name: str) -> None:
    for item in SUBJECTS[name]:
        assert item["slug"] in TERMS["themes"] | TERMS["pillars"]
        assert set(item["examples"]) <= SHEETS.keys(), item["slug"]
        assert set(item["dossiers"]) <= SLUGS["dossiers"], item["slug"]
        assert set(item["resources"]) <= SLUGS["resources"], item["slug"]
        assert set(item.get("aids", [])) <= SLUGS["aids"], item["slug"]
        for claim in [*item["gains"], *item["needs"]]:
            assert claim["source"] in SHEETS or " " in claim["source"], claim


def test_every_top_theme_and_every_pillar_has_its_page() -> None:
    tops = {term["slug"] for term in read_terms()["themes"] if not term["parent"]}

    assert {item["slug"] for item in SUBJECTS["theme_pages"]} == tops
    assert {item["slug"] for item in SUBJECTS["pillar_pages"]} == TERMS["pillars"]


@pytest.mark.parametrize(
    ("name", "item"),
    [
        *((f"sheets/{slug}", sheet) for slug, sheet in SHEETS.items()),
        *((name, items) for name, items in {**LISTS, **SUBJECTS}.items()),
        *(("site", read("site")["home"]["fr"]),),
    ],
)
def test_french_is_set_as_french(name: str, item: Any) -> None:
    for text in prose_of(item):
        assert "'" not in text, text
        assert "..." not in text, text
        assert not re.search(r"[^\s\u00a0\d][;?!](\s|$)", text), text
        assert not re.search(r" [:;?!»]", text), text
        assert not re.search(r"« ", text), text


def test_translations_have_a_sheet() -> None:
    assert {item["slug"] for item in read("english_sheets")} <= SHEETS.keys()


def test_the_latest_sheets_come_last() -> None:
    slugs = sheet_slugs()

    assert slugs[-1] == read("site")["latest_sheets"][0]
    assert len(slugs) == len({*slugs}) == 103
