"""The page of a sheet: what the first screen answers, the story, what is not known."""

from decimal import Decimal

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from experiences.models import ExperiencePage, OpenQuestion, Result, SheetTerritory, Source
from experiences.public.brief import SHORT, shortened
from experiences.stages import Evidence, Stage
from media.models import PublicDocument
from tests.factories.experiences import (
    DossierFactory,
    ResourceFactory,
    SheetFactory,
    commune,
    theme,
)
from tests.factories.territories import DepartementFactory

pytestmark = pytest.mark.django_db
HOSTILE = "<script>alert(1)</script> & « Œuilly » </title>"


def facts(page: BeautifulSoup) -> list[str]:
    return [div.get_text(" ", strip=True) for div in page.select(".facts > div")]


def chapter(page: BeautifulSoup, anchor: str) -> BeautifulSoup:
    return page.find(id=anchor).find_parent("section")


def test_first_screen_says_what_where_cost_stage_result_and_source(read) -> None:
    isere = DepartementFactory()
    sheet = SheetFactory(
        complete=True,
        title="Une ligne de covoiturage",
        sheet_territories=[
            SheetTerritory(territory=commune("38205", "Lans-en-Vercors", 2_751, departement=isere))
        ],
    )
    page = read(sheet)
    assert page.h1.text == "Une ligne de covoiturage"
    where, size, cost, stage, result, source = facts(page)
    assert "Lans-en-Vercors" in where
    assert "Isère" in where
    assert "2\u00a0751" in size
    assert "60\u00a0000" in cost
    assert "2012–2013" in stage
    assert "La consommation a baissé de 25\u00a0%." in result
    assert page.select_one(".facts .badge--declared")
    assert "BRUDED" in source


def test_the_facts_come_before_the_cover_and_the_story(read) -> None:
    page = read(SheetFactory(complete=True))
    order = [tag.get("class", [""])[0] for tag in page.select(".facts, .cover, .story")]
    assert order == ["facts", "cover", "story"]


def test_the_story_tells_every_chapter(read) -> None:
    text = read(SheetFactory(complete=True)).select_one(".story").get_text(" ")
    for told in (
        "Les rues n’ont pas les mêmes besoins",
        "Plusieurs dispositifs sont essayés",
        "Les riverains commandent",
        "le syndicat exploite",
        "Les numéros d’appel ne sont pas gardés",
        "Les résidences secondaires",
        "Choisir rue par rue",
        "Montants hors taxes",
        "Ademe",
        "50\u00a0%",
        "Syndicat d’énergie",
        "Wi6labs",
        "Le contenu du bilan de mars 2013.",
        "Préfailles : éclairage public à la carte".replace(" :", "\u00a0:"),
        "14\u00a0juin 2012",
    ):
        assert told in text


def test_rich_text_is_html_and_not_shown_as_marks(read) -> None:
    page = read(SheetFactory(complete=True))
    assert "<p>" not in page.select_one(".story").get_text()


def test_headings_go_down_one_level_at_a_time(read) -> None:
    page = read(SheetFactory(complete=True))
    levels = [int(tag.name[1]) for tag in page.find("main").find_all(["h1", "h2", "h3", "h4"])]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in zip(levels, levels[1:], strict=False))


def test_unknown_facts_say_so_and_how_to_fill_them(read) -> None:
    sheet = SheetFactory(results=[], sheet_territories=[SheetTerritory(territory=unknown())])
    page = read(sheet)
    unknown_facts = page.select(".facts dd.muted")
    assert len(unknown_facts) == 3  # size, cost, result
    assert page.select_one('.facts a[href="#cout"]')
    warm = chapter(page, "cout").select_one(".alert--warm")
    assert warm.a["href"] == f"/completer/{sheet.pk}/investissement/"


def test_a_sheet_is_completed_where_its_facts_stand(read, settings) -> None:
    settings.CONTACT_EMAIL = "contact@terrain-commun.example"
    sheet = SheetFactory(open_questions=[OpenQuestion(text="Le bilan de 2013.")])
    page = read(sheet)
    addresses = {link["href"] for link in page.select('a[href^="/completer/"]')}
    about = ("", "autre/", "contact/", "investissement/", "question/")
    assert addresses == {f"/completer/{sheet.pk}/{path}" for path in about}
    assert page.select_one(f'a[href="/documents-partages/partager/?fiche={sheet.pk}"]')


def test_known_cost_and_funding_leave_no_alert(read) -> None:
    assert chapter(read(SheetFactory(complete=True)), "cout").select_one(".alert") is None


def test_an_investment_of_nothing_is_known(read) -> None:
    page = read(SheetFactory(investment=Decimal("0")))
    assert "0 €" in chapter(page, "cout").get_text()


def test_a_stopped_project_says_so_at_once(read) -> None:
    page = read(SheetFactory(stopped=True))
    first = page.select_one(".story section")
    assert first.select_one(".alert--warm")
    assert "Arrêté après deux ans" in first.get_text()
    assert "2018–2020" in facts(page)[3]


@pytest.mark.parametrize("stage", Stage)
def test_every_stage_has_its_page(read, stage) -> None:
    assert str(stage.label) in facts(read(SheetFactory(stage=stage)))[3]


def test_each_result_has_its_grade_and_the_grades_are_explained(read) -> None:
    results = [Result(text=f"Résultat {grade}.", evidence=grade) for grade in Evidence]
    table = chapter(read(SheetFactory(results=results)), "resultats")
    for grade in Evidence:
        assert table.select_one(f"tbody .badge--{grade}")
        assert table.select_one(f"details .badge--{grade}")


def test_several_territories_are_all_named(read) -> None:
    page = read(
        SheetFactory(
            sheet_territories=[
                SheetTerritory(territory=commune("51410", "Œuilly", 620)),
                SheetTerritory(territory=commune("94038", "L’Haÿ-les-Roses", 31_000)),
            ]
        )
    )
    assert "Œuilly" in facts(page)[0]
    assert "31\u00a0000" in facts(page)[1]
    aside = page.select_one(".aside").get_text()
    assert "Œuilly" in aside
    assert "L’Haÿ-les-Roses" in aside


def test_a_body_that_is_no_territory_is_named(read) -> None:
    page = read(SheetFactory(sheet_territories=[], territory_note="Syndicat d’énergie (SDEF)"))
    assert "Syndicat d’énergie (SDEF)" in facts(page)[0]


def test_a_note_of_several_sentences_opens_with_its_first(read) -> None:
    where = read(
        SheetFactory(
            sheet_territories=[],
            territory_note="HAROPA Port, acteur portuaire. La source ne nomme pas de commune.",
        )
    ).select(".facts > div")[0]
    assert [dd.text for dd in where.select("dd")] == [
        "HAROPA Port, acteur portuaire",
        "La source ne nomme pas de commune.",
    ]


def test_a_long_result_is_cut_between_words() -> None:
    text = "Des procédures du port ont été dématérialisées ; c’était la première étape prévue."
    assert shortened(text) == "Des procédures du port ont été dématérialisées ; c’était la…"
    assert shortened("Un mot") == "Un mot"
    assert len(shortened("o" * 300)) == SHORT


def test_places_are_dots_on_the_map_of_their_departement_and_a_list(read) -> None:
    isere = DepartementFactory()
    lans = commune(
        "38205", "Lans-en-Vercors", 2_751, latitude=45.128, longitude=5.59, departement=isere
    )
    page = read(SheetFactory(sheet_territories=[SheetTerritory(territory=lans)]))
    drawing = page.select_one("svg.map")
    assert len(drawing.select("circle")) == 1
    assert "," not in drawing.circle["cx"]
    assert "Lans-en-Vercors" in drawing.title.text
    assert "Lans-en-Vercors" in drawing.find_parent("section").select_one("ul").text


def test_the_contact_is_for_members(read, member) -> None:
    sheet = SheetFactory(complete=True)
    assert "technique@prefailles.example" not in str(read(sheet))
    assert "02 40 00 00 00" not in str(read(sheet))
    door = f"{reverse('account_login')}?next={sheet.get_url()}"
    assert read(sheet).select_one(f'a[href="{door}"]')
    page = read(sheet, member)
    assert page.select_one('a[href="mailto:technique@prefailles.example"]')
    assert "02 40 00 00 00" in page.get_text()


def test_documents_of_sources_are_listed(read) -> None:
    document = PublicDocument.objects.create(title="Cahier des charges", file_size=10)
    PublicDocument.objects.filter(pk=document.pk).update(file="documents/cahier.pdf")
    sheet = SheetFactory(publication_sources=[Source(title="CCTP", document=document)])
    assert read(sheet).select_one("#a-doc").find_parent("section").select_one("a[download]")


def test_like_territories_and_their_sheets_give_the_reason(read) -> None:
    near = {"latitude": 47.1, "longitude": -2.1}
    other = SheetFactory(
        title="Une voisine",
        sheet_territories=[SheetTerritory(territory=commune("44131", "Pornic", 1_300, **near))],
    )
    SheetFactory(
        title="Une grande ville",
        sheet_territories=[SheetTerritory(territory=commune("44109", "Nantes", 323_000, **near))],
    )
    sheet = SheetFactory(
        sheet_territories=[
            SheetTerritory(territory=commune(population=1_238, latitude=47.13, longitude=-2.2))
        ]
    )
    page = read(sheet)
    alike = page.select_one("#a-sim").find_parent("section").get_text(" ")
    assert "Pornic" in alike
    assert "km" in alike
    linked = page.select_one("#a-fiches").find_parent("section")
    assert [a["href"] for a in linked.select("li a")] == [other.get_url()]


def test_sheets_on_the_same_theme_come_first(read) -> None:
    territories = [("44131", "Pornic", 1_240), ("44182", "La Plaine-sur-Mer", 1_500)]
    near, same_theme = (
        SheetFactory(
            themes=[theme(slug)],
            sheet_territories=[SheetTerritory(territory=commune(*territory))],
        )
        for territory, slug in zip(territories, ("donnees", "mobilite"), strict=True)
    )
    sheet = SheetFactory(themes=[theme("mobilite")])
    links = read(sheet).select_one("#a-fiches").find_parent("section").select("li a")
    assert [a["href"] for a in links] == [same_theme.get_url(), near.get_url()]


def test_dossiers_that_hold_the_sheet_are_named(read) -> None:
    sheet = SheetFactory()
    dossier = DossierFactory(pages=[sheet])
    DossierFactory(pages=[sheet], draft=True, title="Brouillon")
    links = read(sheet).select_one("#a-dos").find_parent("section").select("a")
    assert [a["href"] for a in links] == [dossier.get_url()]


def test_linked_pages_in_the_text_are_lines_and_drafts_are_not_told(read) -> None:
    resource = ResourceFactory(title="Guide utile")
    draft = ResourceFactory(title="Guide secret", draft=True)
    sheet = SheetFactory(
        solution=[
            ("page", resource),
            ("page", draft),
            (
                "text",
                f'<p><a linktype="page" id="{resource.pk}">Lire</a>'
                f' <a linktype="page" id="{draft.pk}">à venir</a></p>',
            ),
        ]
    )
    page = read(sheet)
    assert page.select_one(".story .result a")["href"] == resource.get_url()
    assert "Guide secret" not in str(page)
    assert draft.slug not in str(page)
    assert page.find("a", string="Lire")["href"] == resource.get_url()
    assert "href" not in page.find("a", string="à venir").attrs


def test_review_and_licence_are_told(read) -> None:
    page = read(SheetFactory(complete=True))
    text = chapter(page, "sources").get_text(" ")
    assert "Secrétaire de mairie" in text
    assert page.select_one('time[datetime="2026-09-01"]')
    assert page.select_one('a[rel="license"]')["href"].startswith(
        "https://creativecommons.org/licenses/by/4.0/"
    )


def test_terms_lead_to_the_search(read) -> None:
    page = read(
        SheetFactory(themes=[theme("eclairage-public", parent=theme("energie-environnement"))])
    )
    addresses = [a["href"] for a in page.select(".tags a")]
    assert "/recherche/?theme=eclairage-public" in addresses
    assert "/recherche/?theme=energie-environnement" in addresses
    assert "/recherche/?pilier=optimiser-reseaux" in addresses


def test_hostile_text_stays_text(read) -> None:
    sheet = SheetFactory(
        complete=True,
        title=HOSTILE,
        summary=HOSTILE,
        short_title=HOSTILE[:40],
        stage_note=HOSTILE,
        cost_note=HOSTILE,
        results=[Result(text=HOSTILE, evidence=Evidence.DECLARED)],
        publication_sources=[Source(title=HOSTILE, publisher=HOSTILE)],
        contact_function=HOSTILE,
    )
    page = read(sheet)
    assert HOSTILE.replace("« ", "«\u00a0").replace(" »", "\u00a0»") in page.h1.text
    [data] = page.select("script:not([src])")
    assert data["type"] == "application/ld+json"
    assert len(page.find_all("title", recursive=True)) <= 2  # the page's and the map's


def test_a_word_of_three_hundred_letters_is_shown_whole(read) -> None:
    word = "a" * 290
    page = read(
        SheetFactory(complete=True, summary=word, results=[Result(text=word, evidence="declared")])
    )
    assert word in page.select_one(".lead").text
    assert word in chapter(page, "resultats").text
    assert word not in facts(page)[4]


def test_a_sheet_with_only_what_the_rules_ask_is_a_whole_page(read) -> None:
    sheet = SheetFactory(sheet_territories=[], territory_note="", live=False)
    ExperiencePage.objects.filter(pk=sheet.pk).update(live=True)
    page = read(sheet)
    assert page.h1
    assert len(facts(page)) == 6


def unknown():
    return commune("97501", "Miquelon-Langlade", None)
