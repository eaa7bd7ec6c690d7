"""The embedded engine on a few real pages: words, facets, order, passages, spelling."""

import pytest
from django.utils import timezone
from wagtail.models import Locale

from search.engines import get_engine
from search.indexing import index
from search.models import Synonym
from search.query import Sort
from tests.factories.experiences import (
    ContentFactory,
    DossierFactory,
    NewsFactory,
    PillarPageFactory,
    ResourceFactory,
    SheetFactory,
    ThemePageFactory,
    french,
)
from tests.search.asking import counts, found, search

pytestmark = pytest.mark.django_db


def indexed(*pages):
    index(page=(page.pk for page in pages))
    return pages


def test_plural_without_accents_finds_singular_with_elision() -> None:
    [sheet] = indexed(SheetFactory(title="Repenser l’éclairage public"))
    assert found("eclairages publics") == [sheet.pk]


def test_every_kind_of_content_is_found_by_its_text() -> None:
    pages = indexed(
        SheetFactory(complete=True),
        DossierFactory(),
        ResourceFactory(),
        NewsFactory(),
        ContentFactory(),
        ThemePageFactory(),
        PillarPageFactory(),
    )
    folders = 2  # of the subject pages: plain pages too
    results = search()
    assert results.total == len(pages) + folders
    assert counts(results, "type") == {
        "experience": 1,
        "dossier": 1,
        "ressource": 1,
        "actualite": 1,
        "theme": 2,
        "page": 1 + folders,
    }
    assert found("commandent lumière")
    assert found("pointe Saint-Gildas")
    assert not found("technique@prefailles.example")


def test_title_goes_before_summary_and_summary_before_body() -> None:
    body = SheetFactory(title="A", problem="<p>Une chaufferie au bois.</p>")
    summary = SheetFactory(title="B", summary="Une chaufferie au bois pour la commune.")
    title = SheetFactory(title="La chaufferie au bois")
    indexed(body, summary, title)
    assert found("chaufferie") == [title.pk, summary.pk, body.pk]
    assert found("chaufferie bois") == [title.pk, summary.pk, body.pk]


def test_spelling_is_offered_when_nothing_is_found() -> None:
    indexed(SheetFactory(title="Repenser l’éclairage public"))
    results = search("éclairrage publc")
    assert results.total == 0
    assert results.corrected == "éclairage public"


def test_synonyms_of_editors_count_at_once() -> None:
    [sheet] = indexed(SheetFactory(title="Repenser l’éclairage public"))
    assert found("LED") == []
    Synonym.objects.create(locale=french(), terms="LED, éclairage public")
    assert found("led") == [sheet.pk]
    Synonym.objects.get().delete()
    assert found("led") == []


def test_synonyms_that_another_process_saved_count_within_seconds(monkeypatch) -> None:
    [sheet] = indexed(SheetFactory(title="Repenser l’éclairage public"))
    assert found("LED") == []
    # Which no signal tells.
    Synonym.objects.bulk_create([Synonym(locale=french(), terms="LED, éclairage public")])
    assert found("led") == []
    monkeypatch.setattr("search.synonyms.KEPT_FOR", 0)
    assert found("led") == [sheet.pk]


def test_suggestions_are_titles_themes_and_communes() -> None:
    indexed(SheetFactory(title="Repenser l’éclairage public"))
    suggestions = get_engine().suggest("eclairage pu", "fr")
    assert [(each.group, each.label) for each in suggestions] == [
        ("page", "Repenser l’éclairage public"),
        ("theme", "Eclairage public"),
    ]


@pytest.mark.parametrize("sort", Sort)
def test_every_sort_answers(sort: Sort) -> None:
    indexed(SheetFactory())
    assert search(sort=sort).total == 1


def test_synonyms_join_words_and_phrases_both_ways() -> None:
    amo = SheetFactory(title="Une AMO pour la rénovation")
    spelled = SheetFactory(title="Choisir une assistance à maîtrise d’ouvrage")
    apart = SheetFactory(title="L’ouvrage, une assistance, une maîtrise")
    Synonym.objects.create(locale=french(), terms="AMO, assistance à maîtrise d'ouvrage,, ")
    assert {*found("amo")} == {amo.pk, spelled.pk}
    assert {*found("assistance maîtrise ouvrage")} == {amo.pk, spelled.pk, apart.pk}
    assert found("amo rénovation") == [amo.pk]


def test_synonyms_of_another_language_do_not_count() -> None:
    SheetFactory(title="Repenser l’éclairage public")
    english = Locale.objects.get_or_create(language_code="en")[0]
    Synonym.objects.create(locale=english, terms="LED, éclairage public")
    assert found("led") == []


def test_an_exact_phrase_goes_first() -> None:
    apart = SheetFactory(title="Public : éclairage, lumière, nuit")
    phrase = SheetFactory(title="Nuit, lumière : éclairage public")
    assert found("éclairage public") == [phrase.pk, apart.pk]


def test_complete_and_recent_sheets_go_before_their_equals() -> None:
    old = SheetFactory(title="Chaufferie au bois")
    recent = SheetFactory(title="Chaufferie au bois", reviewed_on=timezone.localdate())
    assert found("chaufferie") == [recent.pk, old.pk]


def test_a_question_of_more_than_two_words_needs_two_thirds_of_them() -> None:
    sheet = SheetFactory(title="Réduire la facture d’éclairage public du village")
    assert found("comment réduire la facture d'éclairage de notre église") == [sheet.pk]
    assert found("réduire facture chauffage") == [sheet.pk]
    assert found("réduire loyer chauffage") == []
    assert found("facture chauffage") == []


def test_what_was_typed_counts_more_than_what_is_declared_equivalent() -> None:
    equivalent = SheetFactory(title="Un fablab", problem="<p>Une imprimante.</p>")
    typed = SheetFactory(title="Un télécentre", problem="<p>Une imprimante.</p>")
    Synonym.objects.create(locale=french(), terms="télécentre, fablab")
    assert found("télécentre") == [typed.pk, equivalent.pk]
    assert found("fablab") == [equivalent.pk, typed.pk]


def test_a_text_without_any_word_asks_for_everything() -> None:
    SheetFactory()
    assert search("🙂 ?!").total == search().total == 1


def test_a_translated_page_is_found_in_its_language_with_its_words() -> None:
    english = Locale.objects.get_or_create(language_code="en")[0]
    sheet = SheetFactory(title="Repenser l’éclairage public")
    page = sheet.copy_for_translation(english, copy_parents=True)
    page.title, page.live = "Rethinking street lights", True
    page.save(clean=False)
    assert found("street lighting", locale="en") == [page.pk]
    assert found("lights") == []
    [hit] = search(locale="en").hits
    assert hit.url.startswith("/en/")


def test_a_hit_says_all_that_the_json_answer_needs() -> None:
    sheet = SheetFactory(complete=True)
    [hit] = search("préfailles").hits
    assert hit.id == sheet.pk
    assert hit.data == {
        "themes": ["eclairage-public"],
        "pillars": ["optimiser-reseaux"],
        "audiences": ["elus"],
        "sizes": ["moins-de-3500"],
        "regions": [],
        "departements": [],
        "communes": ["44136"],
        "stage": "en-service",
        "cost_band": "50000-249999",
        "year": 2012,
        "place": "Préfailles",
        "population": 1238,
        "territories": [
            {"kind": "commune", "code": "44136", "name": "Préfailles", "population": 1238}
        ],
    }
