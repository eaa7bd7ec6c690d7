"""Who may ask for an aid: the filter of the database and the answer in words never differ."""

import pytest
from django.utils.translation import override

from experiences.eligibility import Answer
from experiences.models import AidPage
from tests.factories.experiences import AidFactory
from tests.factories.territories import (
    CommuneFactory,
    DepartementFactory,
    EpciFactory,
    RegionFactory,
)

pytestmark = pytest.mark.django_db


def answer(aid: AidPage, territory) -> Answer:
    """What the aid says, and the filter agrees."""
    said = aid.eligibility(territory)
    found = AidPage.objects.for_territory(territory).filter(pk=aid.pk).exists()
    assert found == (said.answer is Answer.YES), (aid, territory, said)
    assert said.reason
    return said.answer


def across() -> EpciFactory:
    """An intermunicipal body across two départements of two régions."""
    EpciFactory()
    DepartementFactory(marne=True)
    return EpciFactory(
        code="200067213",
        name="CC d’entre deux",
        population=18_000,
        departement_codes=["38", "51"],
        region_codes=["44", "84"],
    )


def everyone() -> list:
    return [
        CommuneFactory(),
        CommuneFactory(village=True),
        CommuneFactory(town=True),
        CommuneFactory(suburb=True),
        CommuneFactory(saint=True),
        CommuneFactory(unknown_population=True),
        CommuneFactory(overseas=True),
        CommuneFactory(homonym=True),
        CommuneFactory(merged=True),
        CommuneFactory(code="55039", name="Beaumont-en-Verdunois", population=0, epci=None),
        EpciFactory(),
        EpciFactory(rural=True),
        across(),
    ]


def aids() -> list[AidPage]:
    seyssins = CommuneFactory()
    places = [
        [],
        [seyssins],
        [EpciFactory()],
        [DepartementFactory()],
        [RegionFactory()],
        [RegionFactory(overseas=True), DepartementFactory(marne=True)],
        [CommuneFactory(merged=True)],
    ]
    bounds = [(None, None), (8_092, None), (None, 8_092), (8_093, None), (None, 8_091), (0, 0)]
    kinds = [(True, True), (True, False), (False, True), (False, False)]
    return [
        AidFactory(
            places=where, population_min=low, population_max=high, for_communes=one, for_epci=two
        )
        for where in places
        for low, high in bounds
        for one, two in kinds
    ]


def test_the_filter_and_the_answer_agree_for_every_territory_and_aid() -> None:
    made = aids()
    with override("fr"):
        for territory in everyone():
            found = set(AidPage.objects.for_territory(territory).values_list("pk", flat=True))
            said = {aid.pk for aid in made if aid.eligibility(territory).answer is Answer.YES}
            assert found == said, territory


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (8_091, None, Answer.YES),
        (8_092, None, Answer.YES),
        (8_093, None, Answer.NO),
        (None, 8_093, Answer.YES),
        (None, 8_092, Answer.YES),
        (None, 8_091, Answer.NO),
        (8_092, 8_092, Answer.YES),
    ],
)
def test_numbers_of_inhabitants_count_in(low, high, expected) -> None:
    aid = AidFactory(population_min=low, population_max=high)
    assert answer(aid, CommuneFactory()) is expected


def test_an_unknown_population_is_not_small() -> None:
    nobody_knows = CommuneFactory(unknown_population=True)
    assert answer(AidFactory(population_max=3_500), nobody_knows) is Answer.UNKNOWN
    assert answer(AidFactory(), nobody_knows) is Answer.YES
    # What is known to fail decides.
    elsewhere = AidFactory(population_max=3_500, places=[RegionFactory()])
    assert answer(elsewhere, nobody_knows) is Answer.NO


def test_what_lies_overseas_is_in_all_of_france() -> None:
    saint_denis = CommuneFactory(overseas=True)
    assert answer(AidFactory(), saint_denis) is Answer.YES
    assert answer(AidFactory(places=[RegionFactory(overseas=True)]), saint_denis) is Answer.YES
    assert answer(AidFactory(places=[RegionFactory()]), saint_denis) is Answer.NO


def test_a_body_across_departements_lies_in_each_of_them() -> None:
    body = across()
    assert answer(AidFactory(places=[DepartementFactory(marne=True)]), body) is Answer.YES
    assert answer(AidFactory(places=[RegionFactory(grand_est=True)]), body) is Answer.YES
    assert answer(AidFactory(places=[CommuneFactory()]), body) is Answer.NO


def test_what_has_merged_is_asked_about_as_what_it_has_become() -> None:
    gone, now = CommuneFactory(merged=True), CommuneFactory(homonym=True)
    assert answer(AidFactory(places=[now]), gone) is Answer.YES
    assert answer(AidFactory(places=[gone]), now) is Answer.YES
    assert answer(AidFactory(population_max=40_000), gone) is Answer.NO


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "Les communes peuvent la demander."),
        ({"for_communes": False}, "Les communes ne peuvent pas la demander."),
        ({"population_min": 10_000}, "l’aide s’adresse à 10 000 habitants ou plus"),
        ({"population_max": 20_000}, "Seyssins compte 8 092 habitants."),
        ({"places": "ile"}, "Seyssins est hors de son territoire : La Réunion."),
        ({"places": "isere"}, "Seyssins est dans son territoire : Isère."),
    ],
)
def test_the_answer_comes_with_its_reason(fields, words) -> None:
    seyssins = CommuneFactory()
    places = {"ile": [RegionFactory(overseas=True)], "isere": [DepartementFactory()]}
    if "places" in fields:
        fields = {"places": places[fields["places"]]}
    aid = AidFactory(**fields)
    with override("fr"):
        assert words in aid.eligibility(seyssins).reason.replace("\xa0", " ")
