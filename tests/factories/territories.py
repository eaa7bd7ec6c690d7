"""Territories for tests, by their real names; each is findable through territories.lookup."""

import factory

from territories.folding import slug, squeeze
from territories.keys import write_keys
from territories.models import Territory

Kind = Territory.Kind


class TerritoryFactory(factory.django.DjangoModelFactory):
    """A territory of any kind; made once for each kind and code."""

    class Meta:
        model = Territory
        django_get_or_create = ("kind", "code")
        skip_postgeneration_save = True

    slug = factory.LazyAttribute(lambda row: slug(row.name))
    squeezed_name = factory.LazyAttribute(lambda row: squeeze(row.name))

    @factory.post_generation
    def keys(self, create: bool, extracted: object, **kwargs: object) -> None:
        if create:
            write_keys([self.successor] if self.successor else [self])


class RegionFactory(TerritoryFactory):
    kind = Kind.REGION
    code = "84"
    name = "Auvergne-Rhône-Alpes"
    population = 8_205_557

    class Params:
        grand_est = factory.Trait(code="44", name="Grand Est", population=5_563_378)
        overseas = factory.Trait(code="04", name="La Réunion", population=889_679)


class DepartementFactory(TerritoryFactory):
    kind = Kind.DEPARTEMENT
    code = "38"
    name = "Isère"
    population = 1_298_990
    latitude = 45.3475
    longitude = 5.4934
    surroundings = 171_500
    region = factory.SubFactory(RegionFactory)
    departement_codes = factory.LazyAttribute(lambda row: [row.code])
    region_codes = factory.LazyAttribute(lambda row: [row.region.code])

    class Params:
        marne = factory.Trait(
            code="51",
            name="Marne",
            population=563_076,
            latitude=49.1001,
            longitude=4.1215,
            surroundings=117_043,
            region=factory.SubFactory(RegionFactory, grand_est=True),
        )
        overseas = factory.Trait(
            code="974",
            name="La Réunion",
            population=889_679,
            latitude=-21.0946,
            longitude=55.4783,
            surroundings=132_857,
            region=factory.SubFactory(RegionFactory, overseas=True),
        )


class EpciFactory(TerritoryFactory):
    kind = Kind.EPCI
    code = "200040715"
    name = "Grenoble-Alpes-Métropole"
    epci_type = "METRO"
    population = 449_509
    latitude = 45.1784
    longitude = 5.7275
    communes_count = 49
    departement = factory.SubFactory(DepartementFactory)
    region = factory.SelfAttribute("departement.region")
    departement_codes = factory.LazyAttribute(lambda row: [row.departement.code])
    region_codes = factory.LazyAttribute(lambda row: [row.region.code])

    class Params:
        rural = factory.Trait(
            code="243801024",
            name="CC du Massif du Vercors",
            epci_type="CC",
            population=11_997,
            latitude=45.09,
            longitude=5.57,
            surroundings=30_000,
            communes_count=6,
        )


class CommuneFactory(TerritoryFactory):
    """Seyssins by default; a trait makes another real one."""

    kind = Kind.COMMUNE
    code = "38486"
    name = "Seyssins"
    population = 8_092
    surroundings = 377_467
    latitude = 45.1549
    longitude = 5.6755
    postal_codes = factory.LazyFunction(lambda: ["38180"])
    departement = factory.SubFactory(DepartementFactory)
    region = factory.LazyAttribute(lambda row: row.departement.region)
    epci = factory.SubFactory(EpciFactory)
    departement_codes = factory.LazyAttribute(lambda row: [row.departement.code])
    region_codes = factory.LazyAttribute(lambda row: [row.region.code])

    class Params:
        village = factory.Trait(
            code="51410",
            name="Œuilly",
            population=564,
            latitude=49.0634,
            longitude=3.7976,
            surroundings=14_838,
            postal_codes=["51480"],
            departement=factory.SubFactory(DepartementFactory, marne=True),
            epci=None,
        )
        town = factory.Trait(
            code="38185",
            name="Grenoble",
            population=156_140,
            latitude=45.1821,
            longitude=5.7213,
            surroundings=409_815,
            postal_codes=["38000", "38100"],
        )
        suburb = factory.Trait(
            code="94038",
            name="L'Haÿ-les-Roses",
            population=31_188,
            latitude=48.7763,
            longitude=2.3377,
            surroundings=3_833_821,
            postal_codes=["94240"],
            departement=factory.SubFactory(DepartementFactory, code="94", name="Val-de-Marne"),
            epci=None,
        )
        saint = factory.Trait(
            code="42218",
            name="Saint-Étienne",
            population=173_136,
            latitude=45.4301,
            longitude=4.3791,
            surroundings=282_069,
            postal_codes=["42000", "42100", "42230"],
            departement=factory.SubFactory(DepartementFactory, code="42", name="Loire"),
            epci=None,
        )
        # Its number of inhabitants is known to nobody: not even 0.
        unknown_population = factory.Trait(
            code="98411",
            name="Îles Saint-Paul et Nouvelle-Amsterdam",
            population=None,
            surroundings=None,
            latitude=None,
            longitude=None,
            postal_codes=[],
            departement=factory.SubFactory(
                DepartementFactory,
                code="984",
                name="Terres australes et antarctiques françaises",
                population=None,
                region=factory.SubFactory(
                    RegionFactory,
                    code="984",
                    name="Terres australes et antarctiques françaises",
                    population=None,
                ),
            ),
            epci=None,
        )
        overseas = factory.Trait(
            code="97411",
            name="Saint-Denis",
            population=155_634,
            latitude=-20.933,
            longitude=55.4469,
            surroundings=229_295,
            postal_codes=["97400", "97417", "97490"],
            departement=factory.SubFactory(DepartementFactory, overseas=True),
            epci=None,
        )
        # Bears the name of the overseas one.
        homonym = factory.Trait(
            code="93066",
            name="Saint-Denis",
            population=149_077,
            latitude=48.9296,
            longitude=2.3592,
            surroundings=4_355_917,
            postal_codes=["93200", "93210", "93380"],
            departement=factory.SubFactory(DepartementFactory, code="93", name="Seine-Saint-Denis"),
            epci=None,
        )
        # Became part of Saint-Denis on 1 January 2025.
        merged = factory.Trait(
            code="93059",
            name="Pierrefitte-sur-Seine",
            population=33_725,
            latitude=None,
            longitude=None,
            surroundings=None,
            postal_codes=["93380"],
            departement=factory.SubFactory(DepartementFactory, code="93", name="Seine-Saint-Denis"),
            epci=None,
            obsolete=True,
            successor=factory.SubFactory(
                "tests.factories.territories.CommuneFactory", homonym=True
            ),
        )
