"""The demonstration content is loaded once, whole, and never gets in the way of editors."""

import re
from collections.abc import Iterator

import pytest
from bs4 import BeautifulSoup
from django.db import transaction
from django.test import Client
from wagtail.models import Locale, Page, ReferenceIndex, Site
from wagtail_localize.models import Translation

from experiences.models import (
    AidPage,
    DossierPage,
    EventPage,
    ExperiencePage,
    NewsPage,
    ResourcePage,
    ThemePage,
)
from home.demonstration import loading
from home.demonstration.loading import load
from home.demonstration.pages import Report
from home.demonstration.reading import read, read_sheet, sheet_slugs
from home.models import HomePage
from search.models import Document, Synonym
from territories.models import Territory

NUMBER = 9  # of the latest sheets
ENGLISH = [item["slug"] for item in read("english_sheets")]
SHEETS = [slug for slug in sheet_slugs() if slug in {*ENGLISH, *sheet_slugs()[-NUMBER:]}]


def make_territories(slugs: list[str]) -> None:
    """The territories that the sheets `slugs` name, with a population but little else."""
    wanted = {
        (place["kind"], str(place["code"]))
        for slug in slugs
        for place in [
            *read_sheet(slug)["territories"],
            *({"kind": "commune", "code": code} for code in read_sheet(slug)["locality_codes"]),
        ]
    }
    wanted |= {
        (place["kind"], place["code"])
        for item in [*read("aids"), *read("events")]
        for place in [*item.get("territories", []), *filter(None, [item.get("territory")])]
    }
    for kind, code in sorted(wanted):
        Territory.objects.get_or_create(
            kind=kind,
            code=code,
            defaults={"name": f"Territoire {code}", "slug": code, "population": 1_200},
        )


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker) -> Iterator[Report]:
    with django_db_blocker.unblock(), transaction.atomic():
        make_territories(SHEETS)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(loading, "sheet_slugs", lambda: SHEETS)
            report = load(say=lambda line: None, covers=False)
        yield report
        transaction.set_rollback(True)


pytestmark = pytest.mark.django_db


def french(model: type[Page]):
    return model.objects.filter(locale=Locale.get_default())


def test_everything_is_there(loaded: Report) -> None:
    assert french(ExperiencePage).count() == len(SHEETS)
    assert french(DossierPage).live().count() == 17
    assert french(ResourcePage).count() == 27
    assert french(ResourcePage).live().count() == 21
    assert french(NewsPage).live().count() == 15
    assert french(AidPage).live().count() == 11
    assert french(EventPage).live().count() == 6
    assert french(ThemePage).live().count() == 14
    assert Synonym.objects.count() == len(read("synonyms"))
    assert loaded.skipped == []
    assert loaded.drafts == []


def test_the_site_opens_on_the_home_page(loaded: Report) -> None:
    site = Site.objects.get(is_default_site=True)

    assert isinstance(site.root_page.specific, HomePage)
    home = site.root_page.specific
    assert [door.value["title"] for door in home.doors][0] == "Trouver une expérience"
    assert {child.slug for child in home.get_children().live()} >= {
        "experiences", "dossiers", "ressources", "actualites", "aides", "agenda", "themes",
        "piliers", "a-propos",
    }  # fmt: skip
    assert not Page.objects.filter(depth=2, slug="home", locale=Locale.get_default()).exists()


def test_a_sheet_has_every_typed_fact(loaded: Report) -> None:
    sheet = french(ExperiencePage).get(slug="saint-sulpice-capteurs-batiments")
    source = read_sheet("saint-sulpice-capteurs-batiments")

    assert sheet.live
    assert sheet.investment == 60_000
    assert sheet.start_year == source["start_year"]
    assert [result.evidence for result in sheet.results.all()] == [
        result["evidence"] for result in source["results"]
    ]
    assert [term.slug for term in sheet.themes.all()] != []
    assert sheet.publication_sources.count() == len(source["sources"])
    assert sheet.open_questions.count() == len(source["unknown"])
    assert (
        sheet.sheet_territories.get(is_locality=False).territory.code
        == (source["territories"][0]["code"])
    )
    assert [block.block_type for block in sheet.solution] == ["text", "key_figures"]
    assert sheet.problem.startswith("<p>")


def test_the_history_is_that_of_any_page(loaded: Report) -> None:
    sheet = french(ExperiencePage).live().get(slug="vercors-ligne-covoiturage")

    assert sheet.live_revision == sheet.latest_revision
    revised = sheet.get_latest_revision_as_object()
    assert revised.title == sheet.title
    assert [result.text for result in revised.results.all()] == [
        result.text for result in sheet.results.all()
    ]
    assert not sheet.has_unpublished_changes
    assert sheet.first_published_at == max(
        page.first_published_at for page in french(ExperiencePage).live()
    )
    assert ReferenceIndex.get_references_to(sheet).exists()


def test_a_dossier_links_only_what_is_published(loaded: Report) -> None:
    dossier = french(DossierPage).get(slug="villes-territoires-intelligents")

    assert dossier.chapters.count() == 4
    linked = [link.page for link in dossier.links.all()]
    assert all(page.live for page in linked)
    assert sum(page.specific_class is NewsPage for page in linked) == 14
    for chapter in dossier.chapters.all():
        for block in chapter.body:
            assert block.block_type != "page" or block.value.live


def test_an_aid_says_who_may_ask_where(loaded: Report) -> None:
    village = Territory(kind="commune", population=900)
    town = Territory(kind="commune", population=20_001)
    region = Territory.objects.get(kind="region", code="27")
    dijon = Territory(kind="commune", population=160_000, region=region, region_codes=["27"])

    def offered(territory: Territory) -> set[str]:
        return {*french(AidPage).for_territory(territory).values_list("slug", flat=True)}

    assert offered(village) == {
        "detr-communes", "dsil", "fctva", "leader", "feder", "fonds-de-concours",
        "aides-du-departement",
    }  # fmt: skip
    assert offered(village) - offered(town) == {"detr-communes"}
    assert offered(dijon) - offered(town) == {"appel-territoires-intelligents-bfc"}
    assert "detr-intercommunalites" in offered(Territory(kind="epci", population=60_000))


def test_an_event_shows_what_the_site_tells_of_it(loaded: Report) -> None:
    event = french(EventPage).get(slug="etape-smart-cities-tour-caux-seine")

    assert event.territory.code == "200010700"
    shown = [block.value.slug for block in event.body if block.block_type == "page"]
    assert "smart-cities-tour-caux-seine" in shown
    assert not event.starts_on


def test_a_dossier_about_money_leads_to_aids(loaded: Report) -> None:
    dossier = french(DossierPage).get(slug="financer-mutualiser")
    theme = french(ThemePage).get(slug="financement-mutualisation")

    linked = {link.page.slug for link in dossier.links.all()}
    assert {"dsil", "fctva", "fonds-de-concours", "atelier-appel-bourgogne-franche-comte"} <= linked
    assert "dsil" in {block.value.slug for block in theme.examples}


def test_a_claim_of_a_theme_page_names_its_source(loaded: Report) -> None:
    page = french(ThemePage).get(slug="mobilite-logistique")

    [gains] = page.gains
    lines = re.findall(r"<li>(.*?)</li>", gains.value.source)
    assert len(lines) == 5
    assert all(re.search(r"[^.] \(.+\)\.$", line) for line in lines)
    needs = page.needs[0].value.source
    vercors = french(ExperiencePage).get(slug="vercors-ligne-covoiturage")
    assert f'<a linktype="page" id="{vercors.pk}">' in needs


def test_the_english_tree_is_in_step(loaded: Report) -> None:
    english = Locale.objects.get(language_code="en")
    french_keys = french(Page).filter(depth__gt=1).values_list("translation_key", flat=True)

    assert {*french_keys} == {
        *Page.objects.filter(locale=english).values_list("translation_key", flat=True)
    }
    home = HomePage.objects.get(locale=english)
    assert home.hero_title.startswith("A town has already done it")
    assert home.doors[0].value["title"] == "Find an experience"
    sheet = ExperiencePage.objects.get(slug="vercors-ligne-covoiturage", locale=english)
    assert sheet.alias_of is None
    assert sheet.title == "In the Vercors, a carpooling line designed with residents"
    assert sheet.sheet_territories.exists()
    aid = AidPage.objects.get(slug="fctva", locale=english)
    assert aid.alias_of is None
    assert aid.amount_note.startswith("16.404 % of eligible investments")
    assert "The fund gives part of it back" in aid.body[0].value.source
    event = EventPage.objects.get(slug="ateliers-ruralitic-2018", locale=english)
    assert "Residents count" in event.report[0].value.source
    dossier = DossierPage.objects.get(slug="mobilites", locale=english)
    assert dossier.alias_of is not None


# Words of French sentences that are neither English nor part of the names on these pages.
FRENCH = {
    *("au", "aux", "avec", "ce", "ces", "dans", "des", "est", "il", "les", "leur", "ne", "ou"),
    *("par", "pas", "pour", "que", "qui", "sa", "ses", "si", "son", "sont", "sur", "un", "une"),
    *("à", "où", "été", "données", "mentions", "raconter"),
}  # fmt: skip


def english_words(html: str) -> list[str]:
    """Every text that a visitor reads or hears, save what is marked as French."""
    page = BeautifulSoup(html, "html.parser")
    texts = [page.title.text, page.select_one("meta[name=description]")["content"]]
    for hidden in page.select("head, script, [lang=fr]"):
        hidden.decompose()
    texts += page.stripped_strings
    for name in ("alt", "aria-label", "placeholder", "title"):
        texts += [element[name] for element in page.select(f"[{name}]")]
    return texts


def french_texts(client: Client, path: str) -> tuple[list[str], list[str]]:
    """The texts of the page at `path`, and those that have a French word."""
    response = client.get(path)
    assert response.status_code == 200
    texts = english_words(response.content.decode())
    return texts, [text for text in texts if FRENCH & {*re.findall(r"[\w-]+", text.lower())}]


@pytest.mark.parametrize("slug", [item["slug"] for item in read("pages")])
def test_every_word_of_a_fixed_page_is_english(loaded: Report, client: Client, slug: str) -> None:
    texts, in_french = french_texts(client, f"/en/{slug}/")
    assert {"Accessibility", "Legal notice", "Personal data"} <= {*texts}
    # The name of the ombudsman.
    assert [text for text in in_french if "Défenseur des droits" not in text] == []


@pytest.mark.parametrize("slug", ["", *ENGLISH])
def test_every_word_of_a_translated_page_is_english(
    loaded: Report, client: Client, slug: str
) -> None:
    texts, in_french = french_texts(client, f"/en/experiences/{slug}/" if slug else "/en/")

    assert len(texts) > 50
    assert in_french == []
    original = read_sheet(slug) if slug else {"unknown": [], "results": []}
    lines = [*original["unknown"], *(result["text"] for result in original["results"])]
    assert [text for text in lines if text in texts] == []


def test_translations_are_those_of_the_translation_editor(loaded: Report) -> None:
    translation = Translation.objects.get(
        source__object_id=french(ExperiencePage)
        .get(slug="prefailles-eclairage-a-la-demande")
        .translation_key
    )

    total, translated = translation.get_progress()
    assert translated == total > 10


def test_published_pages_are_in_the_index(loaded: Report) -> None:
    sheet = french(ExperiencePage).get(slug="vercors-ligne-covoiturage")

    assert Document.objects.filter(page=sheet.pk).exists()
    drafts = french(ResourcePage).filter(live=False)
    assert not Document.objects.filter(page__in=drafts).exists()


def test_a_second_load_touches_nothing(loaded: Report) -> None:
    with transaction.atomic():
        page = french(ExperiencePage).get(slug="vercors-ligne-covoiturage")
        page.title = "Une ligne de covoiturage"
        page.slug = "une-ligne-de-covoiturage"
        page.save()

        report = load(say=lambda line: None, covers=False, sheets=NUMBER)

        assert report.created == 0
        assert french(ExperiencePage).count() == len(SHEETS)
        page.refresh_from_db()
        assert page.title == "Une ligne de covoiturage"
        transaction.set_rollback(True)


def test_what_is_missing_is_added(loaded: Report) -> None:
    with transaction.atomic():
        french(NewsPage).get(slug="acote").delete()

        report = load(say=lambda line: None, covers=False, sheets=NUMBER)

        assert report.created == 1
        assert french(NewsPage).filter(slug="acote").exists()
        transaction.set_rollback(True)


def test_an_editors_page_at_the_same_address_stays(loaded: Report) -> None:
    with transaction.atomic():
        old = french(NewsPage).get(slug="acote")
        parent = old.get_parent()
        old.delete()
        parent.add_child(
            instance=NewsPage(title="Acoté", slug="acote", summary="À nous.", live=False)
        )

        report = load(say=lambda line: None, covers=False, sheets=NUMBER)

        assert french(NewsPage).get(slug="acote").title == "Acoté"
        assert [line.split(" :")[0] for line in report.skipped] == ["acote"]
        transaction.set_rollback(True)
