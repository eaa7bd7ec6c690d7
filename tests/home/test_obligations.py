"""The obligations of the demonstration: each rule at, below and above its thresholds."""

from collections.abc import Iterator
from decimal import Decimal

import pytest
from wagtail.models import Locale

from experiences.obligations.applying import standing
from experiences.obligations.facts import NOTHING, Supplied
from experiences.obligations.models import Obligation
from experiences.obligations.verdicts import Verdict
from home.demonstration.obligations import load_obligations
from home.demonstration.reading import read
from taxonomy.first_fill import fill_taxonomy
from territories.models import Territory
from territories.sizes import LAW_THRESHOLDS
from tests.factories.territories import CommuneFactory, EpciFactory
from tests.once import loaded_once

pytestmark = pytest.mark.django_db

YES, NO, OPEN = Verdict.APPLIES, Verdict.DOES_NOT, Verdict.CANNOT_TELL
WISHES = {
    "service-public-local-donnee",
    "formulaires-communs",
    "statut-donnees-interet-territorial",
}
EVERYBODY = {
    "donnees-personnelles",
    "accessibilite-numerique",
    "saisine-electronique",
    "facturation-electronique",
}
OF_COMMUNES = {"base-adresse-locale", "urbanisme-en-ligne"}
OF_CITIES = {"open-data", "strategie-numerique-responsable", *OF_COMMUNES}


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker) -> Iterator[None]:
    with loaded_once(django_db_blocker):
        fill_taxonomy()
        english, _ = Locale.objects.get_or_create(language_code="en")
        assert load_obligations(Locale.get_default(), {"en": english}) == len(read("obligations"))
        yield


def verdicts(place: Territory, facts: Supplied = NOTHING) -> dict[str, Verdict]:
    return {one.original.slug: one.verdict for one in standing(place, facts)}


def staff(number: float) -> Supplied:
    return Supplied(staff=Decimal(str(number)))


# What each rule says of a commune and of an EPCI of so many inhabitants.
COMMUNE, EPCI = "commune", "epci"
THRESHOLDS = [
    ("open-data", COMMUNE, 3_499, 80, NO),
    ("open-data", COMMUNE, 3_500, 80, YES),
    ("open-data", COMMUNE, 3_501, 80, YES),
    ("open-data", COMMUNE, 3_500, 49.9, NO),
    ("open-data", COMMUNE, 3_500, 50, YES),
    ("open-data", COMMUNE, 3_500, None, OPEN),
    ("open-data", COMMUNE, 800, None, NO),
    ("open-data", COMMUNE, None, 80, OPEN),
    ("open-data", COMMUNE, None, 12, NO),
    ("open-data", EPCI, 3_000, 50, YES),
    ("open-data", EPCI, 30_000, None, OPEN),
    ("strategie-numerique-responsable", COMMUNE, 49_999, None, NO),
    ("strategie-numerique-responsable", COMMUNE, 50_000, None, NO),
    ("strategie-numerique-responsable", COMMUNE, 50_001, None, YES),
    ("strategie-numerique-responsable", EPCI, 50_000, None, NO),
    ("strategie-numerique-responsable", EPCI, 50_001, None, YES),
    ("strategie-numerique-responsable", COMMUNE, None, None, OPEN),
    ("plan-climat", EPCI, 19_999, None, NO),
    ("plan-climat", EPCI, 20_000, None, NO),
    ("plan-climat", EPCI, 20_001, None, YES),
    ("plan-climat", COMMUNE, 156_140, None, NO),
    ("base-adresse-locale", COMMUNE, 12, None, YES),
    ("base-adresse-locale", COMMUNE, None, None, YES),
    ("base-adresse-locale", EPCI, 30_000, None, NO),
    ("urbanisme-en-ligne", COMMUNE, 3_499, None, NO),
    ("urbanisme-en-ligne", COMMUNE, 3_500, None, NO),
    ("urbanisme-en-ligne", COMMUNE, 3_501, None, YES),
    ("urbanisme-en-ligne", COMMUNE, None, None, OPEN),
    ("urbanisme-en-ligne", EPCI, 30_000, None, NO),
    *(
        (slug, kind, number, None, YES)
        for slug in EVERYBODY
        for kind in (COMMUNE, EPCI)
        for number in (12, None)
    ),
]


@pytest.mark.parametrize(("slug", "kind", "population", "agents", "expected"), THRESHOLDS)
def test_rules_at_their_thresholds(
    loaded, slug: str, kind: str, population, agents, expected: Verdict
) -> None:
    factory = CommuneFactory if kind == COMMUNE else EpciFactory
    place = factory(population=population)
    facts = NOTHING if agents is None else staff(agents)
    assert verdicts(place, facts)[slug] == expected


@pytest.mark.parametrize(("surface", "expected"), [(None, OPEN), (999, NO), (1000, YES)])
def test_large_buildings_are_asked_for(loaded, surface, expected: Verdict) -> None:
    facts = Supplied(surface=None if surface is None else Decimal(surface))
    assert verdicts(CommuneFactory(), facts)["eco-energie-tertiaire"] == expected


@pytest.mark.parametrize(
    ("trait", "agents", "applies"),
    [
        ("village", 1, {"base-adresse-locale"}),
        ("town", 4_000, OF_CITIES),
        ("suburb", 600, {"open-data", *OF_COMMUNES}),
        ("overseas", 3_000, OF_CITIES),
    ],
)
def test_real_communes(loaded, trait: str, agents: int, applies: set[str]) -> None:
    place = CommuneFactory(**{trait: True})
    found = verdicts(place, Supplied(staff=Decimal(agents), surface=Decimal(300)))
    assert {slug for slug, verdict in found.items() if verdict == YES} == applies | EVERYBODY


def test_neither_an_orientation_nor_a_proposal_is_an_obligation(loaded, client) -> None:
    place = CommuneFactory()
    assert not {"neutralite-carbone-2050", *WISHES} & verdicts(place).keys()
    proposals = Obligation.objects.originals().filter(kind=Obligation.Kind.PROPOSAL)
    assert {one.slug for one in proposals} == WISHES


@pytest.mark.parametrize("slug", sorted(WISHES))
def test_a_wish_is_said_to_be_no_law_with_its_source_and_nothing_to_do(
    loaded, client, slug: str
) -> None:
    CommuneFactory()
    original = Obligation.objects.originals().get(slug=slug)
    assert original.sources
    for language, said, law in (
        ("", "Une proposition, pas du droit", "Aucun texte en vigueur"),
        ("/en", "A proposal, not law", "No text in force"),
    ):
        address = f"{language}/obligations/{slug}/?territoire=38486"
        page = client.get(address).content.decode().replace("\xa0", " ")
        for words in (said, law, original.sources[0].value["title"].replace(" :", " :")):
            assert words in page, words
        assert 'id="pour-vous"' not in page
        assert "legifrance" not in page


def test_each_is_written_in_both_languages_with_its_text_and_its_caveat(loaded, client) -> None:
    for original in Obligation.objects.originals():
        for language in ("", "/en"):
            page = client.get(f"{language}/obligations/{original.slug}/")
            assert page.status_code == 200, original.slug
            assert "Cette page n’est pas traduite" not in page.content.decode()
        if original.is_obligation:
            assert original.url.startswith(
                ("https://www.legifrance.gouv.fr/", "https://eur-lex.europa.eu/")
            )
            assert original.caveat, original.slug


def test_loading_again_touches_nothing(loaded) -> None:
    Obligation.objects.filter(slug="open-data").update(name="Autre nom")
    assert load_obligations(Locale.get_default(), {}) == 0


def test_thresholds_of_laws_stand_in_one_place() -> None:
    written = str(read("obligations"))
    assert all(name in written for name in LAW_THRESHOLDS)
    assert not any(f"'low': {number}" in written for number in LAW_THRESHOLDS.values())
