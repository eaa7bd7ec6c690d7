"""The page types that editors publish, and their typed facts."""

from experiences.models.aids import AidPage, AidTerritory
from experiences.models.content import ContentPage, PillarPage, ThemePage
from experiences.models.dossiers import Chapter, DossierLink, DossierPage
from experiences.models.events import EventPage
from experiences.models.facts import Funding, OpenQuestion, Partner, Result, SheetTerritory
from experiences.models.news import NewsPage
from experiences.models.resources import ResourcePage
from experiences.models.sheets import ExperiencePage
from experiences.models.sources import Source

__all__ = [
    "AidPage",
    "AidTerritory",
    "Chapter",
    "ContentPage",
    "DossierLink",
    "DossierPage",
    "EventPage",
    "ExperiencePage",
    "Funding",
    "NewsPage",
    "OpenQuestion",
    "Partner",
    "PillarPage",
    "ResourcePage",
    "Result",
    "SheetTerritory",
    "Source",
    "ThemePage",
]
