"""What a made-up sheet says: plausible, marked as made up, the same for the same number."""

import random
from dataclasses import dataclass, field
from decimal import Decimal

from experiences.stages import Evidence, Stage

SLUG = "fiche-fictive"
# The source of every made-up sheet, by which they are known and removed.
SOURCE = "Fiche fictive, produite pour essayer le site à grande échelle"
SEED = "terrain-commun-1"
# Share of each size of commune among the sheets: villages lead, as among the communes.
SIZES = {"moins-de-3500": 55, "3500-19999": 25, "20000-99999": 13, "100000-et-plus": 7}

NEEDS = (
    "La facture d’énergie de la commune pesait de plus en plus lourd.",
    "Les habitants demandaient un service plus proche et plus simple.",
    "Les agents ressaisissaient les mêmes informations dans plusieurs outils.",
    "Personne ne savait dire combien le service coûtait vraiment.",
    "Le prestataire en place ne rendait pas les données à la collectivité.",
)
DEEDS = (
    "La commune a réuni les habitants, puis essayé la solution dans un seul quartier.",
    "Des capteurs ont été posés sur les bâtiments qui consomment le plus.",
    "Un groupement avec les communes voisines a permis d’acheter ensemble.",
    "Le conseil municipal a voté un essai d’un an, avec un bilan public.",
    "Une personne a été formée pour accompagner les autres agents.",
)
RESULTS = (
    "La consommation a baissé d’un cinquième en un an.",
    "Trois demandes sur quatre reçoivent une réponse dans la semaine.",
    "Le service est utilisé chaque semaine par une centaine de personnes.",
    "L’essai n’a pas convaincu et a été arrêté.",
    "Deux communes voisines reprennent la démarche.",
)
FUNDERS = ("Ademe", "Région", "Département", "Fonds européen de développement régional")


@dataclass(frozen=True)
class Place:
    """A real territory."""

    pk: int
    name: str


@dataclass(frozen=True)
class Subject:
    """A sub-theme."""

    pk: int
    name: str


@dataclass
class Vocabulary:
    """What sheets are made of: places by size, subjects, and primary keys of the other terms."""

    places: dict[str, list[Place]]
    subjects: list[Subject]
    pillars: list[int]
    challenges: list[int]
    audiences: list[int]


@dataclass
class Invented:
    """One made-up sheet, in plain values."""

    number: int
    place: Place
    subjects: list[Subject]
    stage: str
    start_year: int
    need: str
    deed: str
    investment: Decimal | None
    yearly: Decimal | None
    result: str
    evidence: str
    funder: str
    pillars: list[int] = field(default_factory=list)
    challenges: list[int] = field(default_factory=list)
    audiences: list[int] = field(default_factory=list)

    @property
    def slug(self) -> str:
        return f"{SLUG}-{self.number:05}"

    @property
    def title(self) -> str:
        return f"{self.subjects[0].name} : {self.place.name} (fiche fictive {self.number})"

    @property
    def summary(self) -> str:
        return f"Fiche fictive, pour essayer le site. {self.need} {self.deed}"


def invent(number: int, vocabulary: Vocabulary) -> Invented:
    """Sheet `number`; the same each time with the same vocabulary."""
    dice = random.Random(f"{SEED}/{number}")  # noqa: S311
    sizes = [size for size in SIZES if vocabulary.places.get(size)]
    size = dice.choices(sizes, [SIZES[name] for name in sizes])[0]
    # Amounts from hundreds to millions of euros, rounded to the hundred.
    investment = Decimal(round(10 ** dice.uniform(3, 6.6), -2)) if dice.random() < 0.6 else None
    yearly = Decimal(round(10 ** dice.uniform(2.5, 5), -2)) if dice.random() < 0.3 else None
    return Invented(
        number=number,
        place=dice.choice(vocabulary.places[size]),
        subjects=dice.sample(vocabulary.subjects, dice.choices((1, 2, 3), (5, 3, 1))[0]),
        stage=dice.choice(Stage.values),
        start_year=dice.randint(2005, 2025),
        need=dice.choice(NEEDS),
        deed=dice.choice(DEEDS),
        investment=investment,
        yearly=yearly,
        result=dice.choice(RESULTS),
        evidence=dice.choices(Evidence.values, (6, 3, 1))[0],
        funder=dice.choice(FUNDERS) if dice.random() < 0.4 else "",
        pillars=dice.sample(vocabulary.pillars, dice.choices((1, 2), (3, 1))[0]),
        challenges=dice.sample(vocabulary.challenges, dice.choices((0, 1, 2), (2, 3, 1))[0]),
        audiences=dice.sample(vocabulary.audiences, dice.choices((1, 2, 3), (2, 2, 1))[0]),
    )
