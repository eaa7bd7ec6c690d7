"""A fake engine behind the pages, and the reference data that their parameters name."""

import pytest

from search import engines
from territories.models import Territory
from tests.factories.taxonomy import PillarFactory, ThemeFactory
from tests.search.pages.fake import FakeDocument, FakeEngine


@pytest.fixture
def terms(db: None) -> None:
    energy = ThemeFactory(slug="energie-et-environnement", name="Énergie et environnement")
    ThemeFactory(slug="eclairage-public", name="Éclairage public", parent=energy)
    ThemeFactory(slug="mobilite", name="Mobilité")
    PillarFactory(slug="implication-habitants", name="Impliquer les habitants")


@pytest.fixture
def angers(db: None) -> Territory:
    region = Territory.objects.create(
        kind="region", code="52", name="Pays de la Loire", slug="pays-de-la-loire"
    )
    departement = Territory.objects.create(
        kind="departement", code="49", name="Maine-et-Loire", slug="maine-et-loire", region=region
    )
    return Territory.objects.create(
        kind="commune",
        code="49007",
        name="Angers",
        slug="angers",
        population=159_022,
        departement=departement,
        region=region,
    )


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> FakeEngine:
    fake = FakeEngine()
    monkeypatch.setattr(engines, "get_engine", lambda: fake, raising=False)
    return fake


@pytest.fixture
def lit(engine: FakeEngine, terms: None) -> FakeEngine:
    """25 sheets on street lighting and 2 dossiers."""
    theme = ("eclairage-public", "energie-et-environnement")
    engine.documents = [
        FakeDocument(
            f"Éclairage public {number}",
            {
                "theme": theme,
                "type": ("experience",),
                "taille": ("moins-de-3500" if number % 2 else "3500-19999",),
                "pilier": ("implication-habitants",),
                "annee": (str(2000 + number),),
            },
        )
        for number in range(1, 26)
    ]
    engine.documents += [
        FakeDocument(f"Dossier {name}", {"theme": ("mobilite",), "type": ("dossier",)})
        for name in ("vélo", "train")
    ]
    return engine
