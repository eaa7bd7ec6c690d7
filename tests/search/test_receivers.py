"""Changes reach the index in their own transaction."""

import pytest
from django.db import transaction
from wagtail.models import Site

from experiences.models import SheetTerritory
from search.models import Document, DocumentText
from search.rebuilding import rebuild
from taxonomy.models import Theme
from territories.models import Territory
from tests.factories.experiences import (
    ContentFactory,
    ResourceFactory,
    SheetFactory,
    ThemePageFactory,
    catalogue,
    commune,
    home,
    resource_kind,
    term,
    theme,
)
from tests.search.asking import counts, found, search

pytestmark = pytest.mark.django_db


class Stop(Exception):
    pass


def url(page) -> str:
    return DocumentText.objects.get(document__page=page).url


def test_what_is_rolled_back_was_never_indexed() -> None:
    sheet = SheetFactory(title="Lavoir")
    with pytest.raises(Stop), transaction.atomic():
        SheetFactory(title="Cantine")
        sheet.title = "Fontaine"
        sheet.save_revision().publish()
        assert found("fontaine")
        raise Stop
    assert found("cantine") == []
    assert found("lavoir") == [sheet.pk]
    assert [hit.title for hit in search().hits] == ["Lavoir"]


def test_a_deletion_that_is_rolled_back_keeps_the_document_and_its_words() -> None:
    sheet = SheetFactory(title="Chaufferie")
    with pytest.raises(Stop), transaction.atomic():
        sheet.delete()
        raise Stop
    assert found("chaufferie") == [Document.objects.get().page_id]


def test_publishing_replaces_the_words() -> None:
    sheet = SheetFactory(title="Chaufferie au bois")
    sheet.title = "Réseau de chaleur"
    sheet.save_revision()
    assert found("chaufferie") == [sheet.pk]
    sheet.latest_revision.publish()
    assert found("chaufferie") == []
    assert found("réseau de chaleur") == [sheet.pk]


def test_a_slug_gives_new_addresses_to_the_whole_branch() -> None:
    parent = ContentFactory(slug="demarche")
    child = ContentFactory(parent=parent, slug="etape")
    assert url(child) == "/demarche/etape/"
    parent.slug = "methode"
    parent.save()
    assert url(parent) == "/methode/"
    assert url(child) == "/methode/etape/"
    rebuild()
    assert url(child) == "/methode/etape/"


def test_a_move_gives_new_addresses_to_the_whole_branch() -> None:
    parent = ContentFactory(slug="demarche")
    child = ContentFactory(parent=parent, slug="etape")
    other = ContentFactory(slug="archives")
    parent.move(other, pos="last-child")
    assert url(child) == "/archives/demarche/etape/"


def test_a_catalogue_that_is_renamed_gives_new_addresses_to_its_sheets() -> None:
    sheet = SheetFactory(slug="prefailles")
    parent = catalogue("experience")
    parent.slug = "fiches"
    parent.save()
    assert url(sheet) == "/fiches/prefailles/"


def test_a_site_under_another_root_gives_new_addresses() -> None:
    parent = ContentFactory(slug="demarche")
    child = ContentFactory(parent=parent, slug="etape")
    site = Site.objects.get()
    site.root_page = parent
    site.save()
    assert url(child) == "/etape/"
    assert not Document.objects.filter(page=home()).exists()


def test_a_renamed_theme_is_found_by_its_new_name() -> None:
    top = theme("energie", "Énergie")
    sheet = SheetFactory(title="A", themes=[theme("lumiere", "Éclairage public", parent=top)])
    assert found("énergie") == [sheet.pk]
    top.name = "Sobriété"
    top.save()
    assert found("énergie") == []
    assert found("sobriété") == [sheet.pk]
    assert counts(search(), "theme") == {"energie": 1, "lumiere": 1}
    labels = {value.label for facet in search().facets for value in facet.values}
    assert "Sobriété" in labels


def test_a_theme_under_another_parent_counts_there() -> None:
    old, new = theme("energie"), theme("espace-public")
    below = theme("lumiere", parent=old)
    SheetFactory(themes=[below])
    ThemePageFactory(theme=below)
    below.parent = new
    below.save()
    assert counts(search(), "theme") == {"espace-public": 2, "lumiere": 2}


def test_a_deleted_term_goes_from_the_facets() -> None:
    gone = theme("a-supprimer")
    SheetFactory(themes=[theme(), gone])
    gone.delete()
    assert "a-supprimer" not in counts(search(), "theme")


def test_a_renamed_kind_of_resource_is_found() -> None:
    kind = resource_kind()
    page = ResourceFactory(kind=kind)
    kind.name = "Simulateur"
    kind.save()
    assert found("simulateurs") == [page.pk]


def test_a_description_costs_no_indexing(django_assert_max_num_queries) -> None:
    for _ in range(3):
        SheetFactory()
    lights = Theme.objects.get()
    lights.description = "Des rues plus sombres."
    with django_assert_max_num_queries(12):
        lights.save()


def test_a_territory_that_grows_changes_its_size() -> None:
    place = commune(population=3_400)
    SheetFactory(sheet_territories=[SheetTerritory(territory=place)])
    assert counts(search(), "taille") == {"moins-de-3500": 1}
    place.population = 3_600
    place.save()
    assert counts(search(), "taille") == {"3500-19999": 1}


def test_unknown_population_has_no_size() -> None:
    SheetFactory(sheet_territories=[SheetTerritory(territory=commune(population=None))])
    assert counts(search(), "taille") == {}


def test_an_epci_that_is_renamed_is_found_by_its_communes() -> None:
    epci = Territory.objects.create(
        kind=Territory.Kind.EPCI, code="244400000", name="Pornic Agglo", slug="pornic-agglo"
    )
    sheet = SheetFactory(sheet_territories=[SheetTerritory(territory=commune(epci=epci))])
    assert found("pornic agglo") == [sheet.pk]
    epci.name = "Pays de Retz"
    epci.save()
    assert found("pays de retz") == [sheet.pk]


def test_sheets_are_found_by_codes_and_names_of_their_territory() -> None:
    place = commune(postal_codes=["44770"])
    sheet = SheetFactory(title="A", sheet_territories=[SheetTerritory(territory=place)])
    for text in ("44136", "44770", "prefailles"):
        assert found(text) == [sheet.pk]
    assert found("4413") == []


def test_a_translated_theme_is_found_in_its_language_only() -> None:
    SheetFactory(title="A", themes=[term(Theme, "lumiere", "Éclairage public")])
    assert found("lighting") == []


def test_a_rebuild_changes_nothing_and_drops_what_is_left_over() -> None:
    SheetFactory(complete=True)
    left = SheetFactory()
    before = search(text="éclairage")
    type(left).objects.filter(pk=left.pk).update(live=False)
    assert rebuild() == before.total - 1
    assert search(text="éclairage").total == before.total - 1
