"""Documents made straight from plain values, with the plain values kept to count by hand."""

import random
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from wagtail.models import Locale, Page

from community.forum_conversation.models import Topic
from community.library.models import SharedDocument
from community.library.states import State
from experiences.costs import CostBand
from experiences.moments import Moment
from experiences.obligations.models import Obligation
from experiences.stages import Stage
from search.documents import Record
from search.indexing import BATCH
from search.kinds import DATED, Answered, Kind
from search.writing import write
from taxonomy.models import Theme
from territories.models import Territory
from territories.sizes import size_of
from tests.factories.community import CategoryFactory
from tests.factories.experiences import audience, home, pillar, theme

TEXT = (
    "éclairage public rénovation énergie commune école numérique habitants capteurs réseau eau "
    "déchets mobilité vélo covoiturage forêt mairie médiathèque données participation budget "
    "chaufferie bois solaire tiers lieu santé alimentation cantine marché forum agenda"
)
WORDS = TEXT.split()
Owner = Page | Topic | SharedDocument | Obligation
SAID = {"category": "Énergie", "answers": 2, "solved": False}


@dataclass
class Corpus:
    """What was written into the index."""

    records: list[Record] = field(default_factory=list)
    standpoints: list[Territory] = field(default_factory=list)  # communes and EPCI
    places: list[Territory] = field(default_factory=list)  # with what contains them
    themes: dict[str, Theme] = field(default_factory=dict)  # by slug
    values: dict[str, list[str]] = field(default_factory=dict)
    length: int = 40  # words of a body


def pages(number: int, *, under: Page | None = None) -> list[Page]:
    """Bare live pages under a page (the home page), in a few statements."""
    root = under or home()
    start = Page.objects.count() + 1000
    made = [
        Page(
            path=f"{root.path}{Page._int2str(place).rjust(4, '0')}",
            depth=root.depth + 1,
            title=f"Fiche {place}",
            slug=f"fiche-{place}",
            url_path=f"{root.url_path}fiche-{place}/",
            content_type=ContentType.objects.get_for_model(Page),
            locale=root.locale,
            live=True,
        )
        for place in range(start, start + number)
    ]
    return Page.objects.bulk_create(made, batch_size=500)


def topics(number: int) -> list[Topic]:
    """Bare topics of one category, in a few statements."""
    category = CategoryFactory()
    made = [
        Topic(forum=category, subject=f"Sujet {place}", slug=f"sujet-{place}", type=0, status=0)
        for place in range(number)
    ]
    return Topic.objects.bulk_create(made, batch_size=500)


def shared_documents(number: int) -> list[SharedDocument]:
    """Bare shared documents, in a few statements."""
    made = [
        SharedDocument(title=f"Cahier {place}", state=State.PUBLISHED) for place in range(number)
    ]
    return SharedDocument.objects.bulk_create(made, batch_size=500)


def obligations(number: int) -> list[Obligation]:
    """Bare obligations, in a few statements."""
    made = [
        Obligation(name=f"Règle {place}", slug=f"regle-{place}", locale=locale("fr"))
        for place in range(number)
    ]
    return Obligation.objects.bulk_create(made, batch_size=500)


def owners(number: int) -> list[Owner]:
    """Whose documents are made: pages, a topic after every third of them, a shared document after
    every fifth, an obligation after every ninth."""
    asked = topics(number // 4) if number > 3 else []
    shared, rules = shared_documents(number // 8), obligations(number // 16)
    found: list[Owner] = []
    left = number - len(asked) - len(shared) - len(rules)
    for place, page in enumerate(pages(left), start=1):
        found.append(page)
        for period, others in ((3, asked), (5, shared), (9, rules)):
            if place % period == 0 and others:
                found.append(others.pop())
    return [*found, *asked, *shared, *rules]


def themes(tops: int = 8, below: int = 3) -> list[Theme]:
    """Top themes, each with sub-themes."""
    found = []
    for top in range(tops):
        parent = theme(f"theme-{top}")
        found += [parent, *(theme(f"theme-{top}-{sub}", parent=parent) for sub in range(below))]
    return found


def territories(chance: random.Random, communes: int) -> list[Territory]:
    """Communes with what contains them, spread over a few départements, some without population."""
    kinds = Territory.Kind
    regions = [
        Territory.objects.create(kind=kinds.REGION, code=f"R{n}", name=f"Région {n}", slug=f"r{n}")
        for n in range(3)
    ]
    departements, epcis = [], []
    for number in range(8):
        departements.append(
            Territory.objects.create(
                kind=kinds.DEPARTEMENT,
                code=f"{20 + number}",
                name=f"Département {number}",
                slug=f"d{number}",
                region=regions[number % 3],
                region_codes=[regions[number % 3].code],
                latitude=46.0 + number / 4,
                longitude=2.0,
                population=300_000 + number,
            )
        )
    for number in range(16):
        above = departements[number % 8]
        epcis.append(
            Territory.objects.create(
                kind=kinds.EPCI,
                code=f"2000000{number:02}",
                name=f"Communauté {number}",
                slug=f"e{number}",
                departement=above,
                region=above.region,
                departement_codes=[above.code],
                region_codes=[above.region.code],
                population=chance.choice([12_000, 45_000, 140_000]),
                latitude=above.latitude + chance.uniform(-0.3, 0.3),
                longitude=2.0 + chance.uniform(-0.3, 0.3),
            )
        )
    made = []
    for number in range(communes):
        epci = chance.choice(epcis)
        made.append(
            Territory(
                kind=kinds.COMMUNE,
                code=f"{20 + number % 8}{number:03}",
                name=f"Villebois {number}",
                slug=f"c{number}",
                epci=epci,
                departement=epci.departement,
                region=epci.region,
                departement_codes=[epci.departement.code],
                region_codes=[epci.region.code],
                population=chance.choice([None, 180, 1_200, 3_499, 3_500, 19_999, 25_000, 120_000]),
                latitude=epci.latitude + chance.uniform(-0.2, 0.2),
                longitude=epci.longitude + chance.uniform(-0.2, 0.2),
            )
        )
    Territory.objects.bulk_create(made)
    return [*made, *epcis, *departements, *regions]


def sentence(chance: random.Random, length: int) -> str:
    return " ".join(chance.choices(WORDS, k=length))


def make(number: int, *, seed: int = 1, communes: int = 60, length: int = 40) -> Corpus:
    """`number` indexed documents over every facet, the same for the same seed."""
    chance = random.Random(seed)
    places = territories(chance, communes)
    known = themes()
    epcis = [place for place in places if place.kind == Territory.Kind.EPCI]
    corpus = Corpus(standpoints=[*places[:communes], *epcis], places=places, length=length)
    corpus.themes = {each.slug: each for each in known}
    corpus.values = {
        "theme": [each.slug for each in known],
        "pilier": [pillar(f"pilier-{n}").slug for n in range(4)],
        "public": [audience(f"public-{n}").slug for n in range(6)],
        "type": Kind.values,
        "reponse": Answered.values,
        "dates": Moment.values,
        "etape": Stage.values,
        "cout": CostBand.values,
        "annee": [str(year) for year in range(2012, 2027)],
        "taille": ["moins-de-3500", "3500-19999", "20000-99999", "100000-et-plus"],
        "region": [f"R{n}" for n in range(3)],
        "departement": [f"{20 + n}" for n in range(8)],
    }
    for owner in owners(number):
        corpus.records.append(record(owner, chance, corpus))
    for start in range(0, number, BATCH):
        with transaction.atomic():
            write(corpus.records[start : start + BATCH])
    if connection.vendor == "postgresql":
        # It has statistics of what is committed only, and takes five times as long without.
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    return corpus


def record(owner: Owner, chance: random.Random, corpus: Corpus) -> Record:
    """One document of random facts."""
    values = corpus.values
    here = chance.sample(corpus.places, chance.choice([0, 1, 1, 1, 2]))
    slugs = chance.sample(values["theme"], chance.choice([0, 1, 2, 3]))
    above = [corpus.themes[slug].parent.slug for slug in slugs if corpus.themes[slug].parent]
    now = datetime.now(UTC)

    def some(name: str, most: int) -> list[str]:
        return chance.sample(values[name], chance.randint(0, most))

    departements = {code for each in here for code in each.departement_codes}
    departements |= {each.code for each in here if each.kind == "departement"}
    regions = {code for each in here for code in each.region_codes}
    regions |= {each.code for each in here if each.kind == "region"}
    sizes = {size_of(each.population) for each in here} - {None}
    kind = chance.choice(Kind.values)
    is_said = kind == Kind.DISCUSSION
    has_days = kind in DATED
    is_file = isinstance(owner, SharedDocument)
    return Record(
        page_id=owner.pk if isinstance(owner, Page) else None,
        topic_id=owner.pk if isinstance(owner, Topic) else None,
        shared_id=owner.pk if isinstance(owner, SharedDocument) else None,
        obligation_id=owner.pk if isinstance(owner, Obligation) else None,
        locale=chance.choice(["fr"] * 9 + ["en"]),
        kind=kind,
        # What a page of results draws of one.
        data=SAID if is_said else {},
        url=f"/{type(owner).__name__.lower()}-{owner.pk}/",
        title=sentence(chance, 6),
        summary=sentence(chance, 20),
        body="" if is_file else sentence(chance, corpus.length),
        attached=[("", sentence(chance, corpus.length))] if is_file else [],
        facets={
            "theme": sorted({*slugs, *above}),
            "pilier": some("pilier", 2),
            "public": some("public", 3),
            "type": [chance.choice(Kind.values)],
            "reponse": [chance.choice(values["reponse"])] if is_said else [],
            "dates": [chance.choice(values["dates"])] if has_days else [],
            "etape": some("etape", 1),
            "cout": some("cout", 1),
            "annee": some("annee", 1),
            "taille": sorted(sizes),
            "region": sorted(regions),
            "departement": sorted(departements),
        },
        territories=[each.pk for each in here],
        date=chance.choice([None, date(2015, 1, 1) + timedelta(days=chance.randint(0, 3_000))]),
        completeness=chance.random(),
        # Few different days, so that many are equal; others than aids may have one some day.
        changes_on=chance.choice([None, now.date() + timedelta(days=chance.randint(-2, 6))])
        if has_days or chance.random() < 0.1
        else None,
        go_live_at=chance.choice([None] * 8 + [now - timedelta(1), now + timedelta(1)]),
        expire_at=chance.choice([None] * 8 + [now - timedelta(1), now + timedelta(1)]),
    )


def locale(code: str) -> Locale:
    return Locale.objects.get_or_create(language_code=code)[0]


def add(number: int, *, seed: int = 3) -> None:
    """More documents like those of `make`, which came before."""
    chance = random.Random(seed)
    for page in pages(number):
        write(
            [
                Record(
                    page_id=page.pk,
                    locale="fr",
                    kind=Kind.PAGE.value,
                    url=f"/fiche-{page.pk}/",
                    title=sentence(chance, 6),
                    summary=sentence(chance, 20),
                    facets={"theme": ["theme-1"], "region": ["R1"], "cout": ["non-communique"]},
                )
            ]
        )
