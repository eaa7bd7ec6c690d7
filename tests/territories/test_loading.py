"""Loading: what it makes of the data, again and again, and over the years."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Page

from experiences.models import ExperiencePage, SheetTerritory
from territories import reference
from territories.loading import LoadingError, load
from territories.models import LookupKey, Territory
from territories.reference import EpciRow, ReferenceData

Kind = Territory.Kind


def commune(code: str) -> Territory:
    return Territory.objects.with_places().get(kind=Kind.COMMUNE, code=code)


def test_a_commune_has_what_the_data_says(few: ReferenceData) -> None:
    lans = commune("38205")
    assert lans.label == "Lans-en-Vercors, Isère"
    assert (lans.slug, lans.siren, lans.postal_codes) == (
        "lans-en-vercors",
        "213802051",
        ["38250"],
    )
    assert (lans.epci.code, lans.departement.code, lans.region.code) == ("243801024", "38", "84")
    assert (lans.departement_codes, lans.region_codes) == (["38"], ["84"])
    assert lans.population == 2751
    assert lans.size == "moins-de-3500"
    assert lans.is_located


def test_unknown_is_not_small_and_none_is_not_unknown(few: ReferenceData) -> None:
    assert commune("98411").population is None
    assert commune("98411").size is None
    assert Territory.objects.get(kind=Kind.DEPARTEMENT, code="984").population is None
    assert commune("55039").population == 0
    assert commune("55039").size == "moins-de-3500"


def test_an_island_may_be_without_epci(few: ReferenceData) -> None:
    assert commune("22016").epci is None


def test_an_epci_has_the_published_population_and_its_main_departement(
    few: ReferenceData,
) -> None:
    vercors = Territory.objects.get(kind=Kind.EPCI, code="243801024")
    assert vercors.population == 11_997
    assert vercors.communes_count == vercors.communes.count()
    assert vercors.departement.code == "38"
    assert vercors.is_located


def test_loading_twice_changes_nothing(chosen: ReferenceData, db: None) -> None:
    first = load(chosen)
    rows = list(Territory.objects.order_by("pk").values())
    keys = set(LookupKey.objects.values_list("pk", flat=True))
    second = load(chosen)
    assert first.created == len(rows)
    assert (second.created, second.changed, second.retired, second.keys) == (0, 0, 0, 0)
    assert list(Territory.objects.order_by("pk").values()) == rows
    assert set(LookupKey.objects.values_list("pk", flat=True)) == keys


def test_a_change_in_the_data_changes_the_row_and_its_keys(few: ReferenceData) -> None:
    before = commune("38205")
    communes = [
        row._replace(name="Lans", population=None) if row.code == "38205" else row
        for row in few.communes
    ]
    report = load(few._replace(communes=communes))
    after = commune("38205")
    assert (after.pk, after.name, after.population) == (before.pk, "Lans", None)
    assert report.changed >= 1
    assert not after.lookup_keys.filter(key="lans en vercors").exists()


def test_a_dissolved_epci_leads_to_where_most_of_its_inhabitants_are(few: ReferenceData) -> None:
    old = Territory.objects.get(kind=Kind.EPCI, code="243801024")
    new = EpciRow("999999999", "CC du Grand Vercors", "CC", 11_997)
    load(
        few._replace(
            communes=[
                row._replace(epci=new.code) if row.epci == old.code else row for row in few.communes
            ],
            epci=[row for row in few.epci if row.code != old.code] + [new],
        )
    )
    old.refresh_from_db()
    assert old.obsolete
    assert old.current.name == "CC du Grand Vercors"


def test_truncated_data_is_refused_and_nothing_changes(few: ReferenceData) -> None:
    with pytest.raises(LoadingError, match="is it complete"):
        load(few._replace(communes=few.communes[:20], former=[], epci=few.epci))
    assert not Territory.objects.filter(obsolete=True, successor=None).exists()


def test_the_command_says_what_it_did_and_what_is_wrong(
    db: None, chosen: ReferenceData, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    reference.write(chosen, tmp_path)
    call_command("load_territories", data=tmp_path)
    assert str(Territory.objects.count()) in capsys.readouterr().out
    (tmp_path / "communes.csv.gz").unlink()
    with pytest.raises(CommandError, match=r"communes\.csv\.gz"):
        call_command("load_territories", data=tmp_path, verbosity=0)
    assert capsys.readouterr().out == ""


def sheet_about(territory: Territory) -> SheetTerritory:
    page = ExperiencePage(title=territory.name, slug=territory.code, live=False)
    Page.objects.get(depth=1).add_child(instance=page)
    return SheetTerritory.objects.create(page=page, territory=territory, locale=page.locale)


def test_from_2024_to_2026_nothing_that_points_to_a_merged_commune_is_lost(
    db: None, of_2024: ReferenceData, shipped: ReferenceData
) -> None:
    load(of_2024)
    ids = dict(Territory.objects.values_list("pk", "code"))
    link = sheet_about(commune("93059"))  # Pierrefitte-sur-Seine
    present = {row.code for row in shipped.communes}
    merged = {row.code for row in of_2024.communes} - present
    assert len(merged) == 68

    load(shipped)

    after = {row.pk: row for row in Territory.objects.select_related("successor")}
    assert {pk: after[pk].code for pk in ids} == ids
    for code in merged:
        territory = commune(code)
        assert territory.obsolete
        assert territory.name
        assert territory.population is not None
        assert territory.current.code in present
        assert not territory.current.obsolete
    link.refresh_from_db()
    assert link.territory.name == "Pierrefitte-sur-Seine"
    assert link.territory.current.label == "Saint-Denis, Seine-Saint-Denis"
    # A merger that was undone: Celles was a part of Neussargues en Pinatelle.
    celles = commune("15031")
    assert (celles.obsolete, celles.successor) == (False, None)
    assert celles.pk in ids
