"""Made-up sheets: many, the same everywhere, marked as such, and gone when asked."""

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from wagtail.models import Page

from experiences.models import ExperiencePage, Partner
from experiences.rules import problems_of
from home.generated import writing
from home.generated.inventing import SOURCE
from search.asking import ask
from search.models import CataloguePage
from search.query import SearchQuery
from taxonomy.first_fill import fill_taxonomy
from territories.models import Territory
from tests.factories import experiences as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def catalogue() -> CataloguePage:
    fill_taxonomy()
    for code, name, population in (
        ("91457", "Œuilly", 640),
        ("94038", "L’Haÿ-les-Roses", 31_000),
        ("42218", "Saint-Étienne", 173_000),
        ("38205", "Lans-en-Vercors", 2_700),
        ("44136", "Commune sans population", None),
    ):
        Territory.objects.create(
            kind="commune", code=code, name=name, slug=code, population=population
        )
    return make.catalogue("experience")


def test_sheets_are_pages_like_others(catalogue: CataloguePage) -> None:
    make.SheetFactory(parent=catalogue)
    made = writing.generate(20, parent=catalogue)

    assert made == 20
    assert Page.find_problems() == ([], [], [], [], [])
    sheet = ExperiencePage.objects.get(slug="fiche-fictive-00007")
    assert sheet.get_parent() == Page.objects.get(pk=catalogue.pk)
    assert "fictive" in sheet.title
    assert problems_of(sheet) == []
    assert sheet.themes.exists()
    assert sheet.publication_sources.get().title == SOURCE
    assert sheet.get_url() == "/experiences/fiche-fictive-00007/"
    sheet.full_clean()


def test_the_search_finds_them(catalogue: CataloguePage) -> None:
    writing.generate(20, parent=catalogue)

    assert ask(SearchQuery(locale="fr")).total == 20


def test_a_number_always_gives_the_same_sheet(catalogue: CataloguePage) -> None:
    writing.generate(5, parent=catalogue)
    first = list(writing.made().order_by("slug").values_list("title", "investment", "stage"))
    writing.remove()

    writing.generate(5, parent=catalogue)

    assert first == list(
        writing.made().order_by("slug").values_list("title", "investment", "stage")
    )


def test_an_interrupted_run_goes_on(
    catalogue: CataloguePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "BATCH", 4)

    def stop(done: int, total: int) -> None:
        if done >= 8:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        writing.generate(10, parent=catalogue, progress=stop)
    assert writing.made().count() == 8

    assert writing.generate(10, parent=catalogue) == 2
    assert writing.generate(10, parent=catalogue) == 0


def test_only_they_are_removed(catalogue: CataloguePage) -> None:
    kept = make.SheetFactory(
        parent=catalogue, slug="fiche-fictive-1"
    )  # an editor's, whatever its address
    writing.generate(3, parent=catalogue)

    assert writing.remove() == 3

    assert list(ExperiencePage.objects.all()) == [kept]
    assert Page.find_problems() == ([], [], [], [], [])


def test_nothing_of_them_is_left(catalogue: CataloguePage) -> None:
    def rows() -> dict[str, int]:
        models = apps.get_models(include_auto_created=True)
        return {model._meta.label: model._base_manager.count() for model in models}

    make.SheetFactory(parent=catalogue, revised=True)
    before = rows()
    writing.generate(3, parent=catalogue)
    edited = writing.made().first()
    edited.partners = [Partner(name="Syndicat d’énergie")]
    edited.save_revision(log_action=True).publish()

    writing.remove()

    # Words that were met once stay known until the index is rebuilt (search.spelling).
    assert rows() | {"search.Spelling": 0} == before | {"search.Spelling": 0}


def test_the_command_needs_a_catalogue_and_terms() -> None:
    with pytest.raises(CommandError, match="load_demonstration"):
        call_command("generate_sheets", "--count", "1")
    make.catalogue("experience")
    with pytest.raises(CommandError, match="taxonomy"):
        call_command("generate_sheets", "--count", "1")
    with pytest.raises(CommandError, match="at least 1"):
        call_command("generate_sheets", "--count", "0")


def test_the_command_shows_its_progress(
    catalogue: CataloguePage, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("generate_sheets", "--count", "2")
    call_command("generate_sheets", "--remove")

    assert "2/2" in capsys.readouterr().out
    assert not writing.made().exists()
