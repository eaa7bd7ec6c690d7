"""The embedded engine on a few real pages: words, facets, order, passages, spelling."""

import pytest

from search.engines import get_engine
from search.indexing import index_pages
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
    index_pages(page.pk for page in pages)
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
