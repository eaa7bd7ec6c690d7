"""The factories that other tests build on."""

import pytest

from experiences import rules
from experiences.models import OpenQuestion
from tests.factories import experiences as factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "factory",
    [
        factories.SheetFactory,
        factories.DossierFactory,
        factories.ResourceFactory,
        factories.NewsFactory,
        factories.ContentFactory,
        factories.ThemePageFactory,
        factories.PillarPageFactory,
    ],
)
def test_factory_makes_a_live_page_that_satisfies_the_rules(factory) -> None:
    page = factory()
    page = type(page).objects.get(pk=page.pk)
    assert page.live
    assert rules.problems_of(page) == []


def test_complete_sheet_has_every_fact() -> None:
    sheet = factories.SheetFactory(complete=True, revised=True)
    sheet = type(sheet).objects.get(pk=sheet.pk)
    assert sheet.live_revision
    assert len(sheet.gallery) == 2
    assert [str(item) for item in sheet.sheet_territories.all()] == ["Préfailles"]
    assert [partner.role for partner in sheet.partners.all()] == ["partner", "supplier"]


def test_traits_combine() -> None:
    assert factories.SheetFactory(thin=True).live is False
    assert factories.SheetFactory(stopped=True, draft=True).stage == "arrete"


def test_dossier_holds_its_pages() -> None:
    sheet, news = factories.SheetFactory(), factories.NewsFactory()
    dossier = factories.DossierFactory(pages=[sheet, news])
    assert [link.page_id for link in dossier.links.all()] == [sheet.pk, news.pk]


def test_rows_are_numbered_as_they_are_given() -> None:
    questions = [OpenQuestion(text=f"Question {number} ?") for number in range(3)]
    sheet = factories.SheetFactory(open_questions=questions)
    rows = OpenQuestion.objects.filter(page=sheet).order_by("pk")
    assert list(rows.values_list("text", "sort_order")) == [
        (f"Question {number} ?", number) for number in range(3)
    ]
