"""What the admin views are sent: the form of a sheet, as a browser would post it."""

from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from experiences.models import ExperiencePage
from tests.factories.experiences import catalogue, commune, pillar, theme

RICH = (
    "problem",
    "governance",
    "citizens_part",
    "data_sovereignty",
    "difficulties",
    "do_differently",
)
PANELS = (
    "sheet_territories",
    "funding",
    "partners",
    "results",
    "open_questions",
    "publication_sources",
)


def sheet_form(*, action: str = "", **changes):
    """The posted form of a sheet that may be published; `changes` by field or inline panel."""
    data = {
        "title": "L’éclairage s’éteint à Œuilly",
        "slug": "eclairage-oeuilly",
        "summary": "La commune éteint ses rues de minuit à cinq heures depuis 2019.",
        "territory_note": "",
        "themes": [theme().pk],
        "pillars": [pillar().pk],
        "stage": "en-service",
        "solution": streamfield([]),
        "gallery": streamfield([]),
        "sheet_territories": inline_formset([{"territory": commune("51410", "Œuilly", 640).pk}]),
        "results": inline_formset(
            [{"text": "La consommation a baissé de 60 %.", "evidence": "measured"}]
        ),
        "publication_sources": inline_formset(
            [{"title": "Délibération du conseil municipal", "date": "2019-03"}]
        ),
        "comments": inline_formset([]),
        **{name: rich_text("") for name in RICH},
    }
    for name in PANELS:
        data.setdefault(name, inline_formset([]))
    data |= changes
    if action:
        data[action] = "1"
    # Wagtail's helper would take these lists for inline panels.
    terms = {name: data.pop(name) for name in ("themes", "pillars")}
    return {**nested_form_data(data), **terms}


def create_url() -> str:
    parent = catalogue("experience")
    return reverse("wagtailadmin_pages:add", args=["experiences", "experiencepage", parent.pk])


def edit_url(page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def created() -> ExperiencePage:
    """The sheet that the form made."""
    return ExperiencePage.objects.get(slug="eclairage-oeuilly", locale__language_code="fr")
