"""Pages as editors make them; each is live and satisfies the rules unless a trait says otherwise.

The tree is made on demand: home, then one catalogue a kind (`catalogue("experience")`).
"""

from datetime import date
from decimal import Decimal

import factory
import wagtail_factories
from django.contrib.contenttypes.models import ContentType
from wagtail.models import Locale, Orderable, Page, Site

from experiences.models import (
    AidPage,
    AidTerritory,
    Chapter,
    ContentPage,
    DossierLink,
    DossierPage,
    EventPage,
    ExperiencePage,
    Funding,
    NewsPage,
    OpenQuestion,
    Partner,
    PillarPage,
    ResourcePage,
    Result,
    SheetTerritory,
    Source,
    ThemePage,
)
from experiences.stages import Evidence, Stage
from home.models import HomePage
from media.models import Picture
from search.models import CataloguePage
from taxonomy.models import Audience, Challenge, Pillar, ResourceKind, Term, Theme
from territories.models import Territory

CATALOGUES = {
    "experience": ("Fiches d’expérience", "experiences"),
    "dossier": ("Dossiers", "dossiers"),
    "ressource": ("Ressources", "ressources"),
    "actualite": ("Actualités", "actualites"),
    "aide": ("Aides et appels à projets", "aides"),
    "evenement": ("Agenda", "agenda"),
}


def french() -> Locale:
    return Locale.objects.get_or_create(language_code="fr")[0]


def home() -> HomePage:
    """The home page, root of the default site."""
    existing = HomePage.objects.filter(locale=french()).first()
    if existing:
        return existing
    root = Page.get_first_root_node()
    page = root.add_child(
        instance=HomePage(title="Terrain commun", slug="accueil", locale=french())
    )
    site = Site.objects.filter(is_default_site=True).first() or Site(
        hostname="localhost", is_default_site=True
    )
    old, site.root_page = site.root_page_id, page
    site.save()
    # Wagtail's own welcome page.
    Page.objects.filter(
        pk=old, content_type=ContentType.objects.get_for_model(Page), depth=2
    ).delete()
    return page


def catalogue(kind: str) -> CataloguePage:
    """The parent of the pages of a kind (`search.kinds.Kind`)."""
    existing = CataloguePage.objects.filter(kind=kind, locale=french()).first()
    if existing:
        return existing
    title, slug = CATALOGUES[kind]
    return home().add_child(instance=CataloguePage(title=title, slug=slug, kind=kind))


def folder(title: str = "Thèmes", slug: str = "themes") -> ContentPage:
    """A plain page under the home page, parent of subject pages."""
    existing = ContentPage.objects.filter(slug=slug, locale=french()).first()
    if existing:
        return existing
    return home().add_child(
        instance=ContentPage(title=title, slug=slug, summary=f"{title} de Terrain commun.")
    )


def term(model: type[Term], slug: str, name: str = "", **fields) -> Term:
    """The French term of that slug, made if it is not there."""
    defaults = {"name": name or slug.replace("-", " ").capitalize(), **fields}
    return model.objects.get_or_create(slug=slug, locale=french(), defaults=defaults)[0]


def theme(slug: str = "eclairage-public", name: str = "", parent: Theme | None = None) -> Theme:
    return term(Theme, slug, name, parent=parent)


def pillar(slug: str = "optimiser-reseaux", name: str = "") -> Pillar:
    return term(Pillar, slug, name, short_name=name or slug, icon="network")


def audience(slug: str = "elus") -> Audience:
    return term(Audience, slug)


def challenge(slug: str = "acceptabilite") -> Challenge:
    return term(Challenge, slug)


def resource_kind(slug: str = "outil-en-ligne") -> ResourceKind:
    return term(ResourceKind, slug)


def commune(
    code: str = "44136", name: str = "Préfailles", population: int | None = 1_238, **fields
):
    """The commune of that INSEE code, made (without what contains it) if it is not there."""
    return Territory.objects.get_or_create(
        kind=Territory.Kind.COMMUNE,
        code=code,
        defaults={"name": name, "slug": f"commune-{code}", "population": population, **fields},
    )[0]


class PictureFactory(wagtail_factories.ImageFactory):
    class Meta:
        model = Picture

    title = "La pointe Saint-Gildas au crépuscule"
    credit = "Commune de Préfailles, CC BY 4.0"


class PublicationFactory(wagtail_factories.PageFactory):
    """What all types share. `draft` is never live; `revised` has a revision, as in the editor."""

    class Meta:
        abstract = True
        skip_postgeneration_save = True

    class Params:
        draft = factory.Trait(live=False, has_unpublished_changes=True)
        covered = factory.Trait(cover=factory.SubFactory(PictureFactory))

    live = True
    summary = "Une commune littorale essaie plusieurs façons d’éclairer moins, rue par rue."
    themes = factory.LazyFunction(lambda: [theme()])
    pillars = factory.LazyFunction(lambda: [pillar()])
    publication_sources = factory.LazyFunction(
        lambda: [
            Source(
                title="Préfailles : éclairage public à la carte",
                url="https://bruded.fr/projet/prefailles",
                publisher="BRUDED",
                date="2012-06-14",
            )
        ]
    )

    @classmethod
    def _adjust_kwargs(cls, **kwargs):
        """Rows are numbered as the editor's form does: without, PostgreSQL may give any order."""
        for rows in kwargs.values():
            for place, row in enumerate(rows if isinstance(rows, list) else ()):
                if isinstance(row, Orderable):
                    row.sort_order = place
        return kwargs

    @factory.post_generation
    def revised(page, create, wanted, **kwargs):
        """A revision like that of the editor, published for a live page (`revised=True`)."""
        if create and wanted:
            revision = page.save_revision(clean=False)
            if page.live:
                revision.publish()


class SheetFactory(PublicationFactory):
    """A live sheet that says what the rules ask, and no more. Traits: `complete` (every fact),
    `draft`, `thin` (a draft with only a title), `stopped`, `gallery`, `territory_reviewed`."""

    class Meta:
        model = ExperiencePage

    class Params:
        thin = factory.Trait(
            live=False,
            summary="",
            sheet_territories=[],
            results=[],
            publication_sources=[],
            themes=[],
            pillars=[],
        )
        stopped = factory.Trait(
            stage=Stage.STOPPED, stage_note="Arrêté après deux ans", start_year=2018, end_year=2020
        )
        gallery_of_two = factory.Trait(
            gallery=factory.LazyFunction(
                lambda: [
                    (
                        "figure",
                        {
                            "image": PictureFactory(),
                            "alt": "Un lampadaire éteint au bord de la mer",
                            "decorative": False,
                            "caption": "La pointe Saint-Gildas",
                            "credit": "",
                        },
                    ),
                    (
                        "figure",
                        {
                            "image": PictureFactory(),
                            "alt": "",
                            "decorative": True,
                            "caption": "",
                            "credit": "",
                        },
                    ),
                ]
            )
        )
        territory_reviewed = factory.Trait(
            territory_reviewed_on=date(2026, 3, 2), territory_reviewed_by="Secrétaire de mairie"
        )
        complete = factory.Trait(
            gallery_of_two=True,
            territory_reviewed=True,
            cover=factory.SubFactory(PictureFactory),
            short_title="Éclairage à la demande",
            challenges=factory.LazyFunction(lambda: [challenge()]),
            audiences=factory.LazyFunction(lambda: [audience()]),
            stage_note="Essai d’un an",
            start_year=2012,
            end_year=2013,
            problem="<p>Les rues n’ont pas les mêmes besoins selon la saison.</p>",
            solution=[
                ("heading", {"level": "2", "text": "Un essai d’un an"}),
                ("text", "<p>Plusieurs dispositifs sont essayés, quartier par quartier.</p>"),
                (
                    "key_figures",
                    [{"value": "25", "unit": "%", "label": "de consommation en moins"}],
                ),
            ],
            governance="<p>La commune décide, le syndicat exploite.</p>",
            citizens_part="<p>Les riverains commandent la lumière de leur rue.</p>",
            data_sovereignty="<p>Les numéros d’appel ne sont pas gardés.</p>",
            difficulties="<p>Les résidences secondaires n’ont pas les mêmes besoins.</p>",
            do_differently="<p>Choisir rue par rue.</p>",
            investment=Decimal("60000.00"),
            yearly_cost=Decimal("2400.00"),
            staff_days=30,
            cost_note="Montants hors taxes.",
            funding=factory.LazyFunction(
                lambda: [Funding(funder="Ademe", share_percent=50, covers="expérimentation")]
            ),
            partners=factory.LazyFunction(
                lambda: [
                    Partner(name="Syndicat d’énergie"),
                    Partner(name="Wi6labs", role=Partner.Role.SUPPLIER),
                ]
            ),
            open_questions=factory.LazyFunction(
                lambda: [OpenQuestion(text="Le contenu du bilan de mars 2013.")]
            ),
            contact_function="Service technique",
            contact_email="technique@prefailles.example",
            contact_phone="02 40 00 00 00",
            reviewed_on=date(2026, 9, 1),
        )

    parent = factory.LazyFunction(lambda: catalogue("experience"))
    title = factory.Sequence(lambda number: f"Éclairage à la demande, essai {number}")
    slug = factory.Sequence(lambda number: f"eclairage-a-la-demande-{number}")
    sheet_territories = factory.LazyFunction(lambda: [SheetTerritory(territory=commune())])
    results = factory.LazyFunction(
        lambda: [
            Result(text="La consommation a baissé de 25 %.", evidence=Evidence.DECLARED),
        ]
    )


class DossierFactory(PublicationFactory):
    """A live dossier of one chapter; `pages=[…]` belong to it and stand in its chapter."""

    class Meta:
        model = DossierPage

    class Params:
        pages = ()

    parent = factory.LazyFunction(lambda: catalogue("dossier"))
    title = factory.Sequence(lambda number: f"Éclairer moins, éclairer mieux {number}")
    slug = factory.Sequence(lambda number: f"eclairer-mieux-{number}")
    introduction = [
        ("text", "<p>Éteindre, baisser, détecter : ce que des communes ont appris.</p>")
    ]
    chapters = factory.LazyAttribute(
        lambda dossier: [
            Chapter(
                heading="Comprendre",
                lead="Ce que l’on peut éteindre.",
                body=[
                    ("text", "<p>Trois façons d’éclairer moins.</p>"),
                    *(("page", page) for page in dossier.pages),
                ],
            )
        ]
    )
    links = factory.LazyAttribute(
        lambda dossier: [DossierLink(page=page) for page in dossier.pages]
    )


class ResourceFactory(PublicationFactory):
    class Meta:
        model = ResourcePage

    parent = factory.LazyFunction(lambda: catalogue("ressource"))
    title = factory.Sequence(lambda number: f"Guide de l’éclairage public {number}")
    slug = factory.Sequence(lambda number: f"guide-eclairage-{number}")
    kind = factory.LazyFunction(resource_kind)
    authors = "Cerema"
    year = 2021
    link = "https://www.cerema.fr/fr/guide-eclairage"
    body = [("text", "<p>Un guide pour choisir, rue par rue.</p>")]


class NewsFactory(PublicationFactory):
    class Meta:
        model = NewsPage

    parent = factory.LazyFunction(lambda: catalogue("actualite"))
    title = factory.Sequence(lambda number: f"Un atelier au forum Ruralitic {number}")
    slug = factory.Sequence(lambda number: f"atelier-ruralitic-{number}")
    date = date(2018, 8, 29)
    body = [("text", "<p>Le Cerema a réuni des représentants de territoires ruraux.</p>")]


class AidFactory(PublicationFactory):
    """Open all year, in all of France, to every commune and EPCI."""

    class Meta:
        model = AidPage

    class Params:
        # Of which territories: a list of `Territory`.
        places = ()

    parent = factory.LazyFunction(lambda: catalogue("aide"))
    title = factory.Sequence(lambda number: f"Dotation d’équipement {number}")
    slug = factory.Sequence(lambda number: f"dotation-{number}")
    issuer = "État"
    recurrence = AidPage.Recurrence.PERMANENT
    aid_territories = factory.LazyAttribute(
        lambda made: [AidTerritory(territory=place) for place in made.places]
    )
    body = [("text", "<p>Elle paie une part des travaux.</p>")]


class EventFactory(PublicationFactory):
    """One day, years ago; its place is not told."""

    class Meta:
        model = EventPage

    parent = factory.LazyFunction(lambda: catalogue("evenement"))
    title = factory.Sequence(lambda number: f"Ateliers au forum Ruralitic {number}")
    slug = factory.Sequence(lambda number: f"ateliers-ruralitic-{number}")
    starts_on = date(2018, 8, 29)
    organiser = "Cerema"
    body = [("text", "<p>Présentation de la démarche, puis échanges.</p>")]


class ContentFactory(PublicationFactory):
    class Meta:
        model = ContentPage

    parent = factory.LazyFunction(home)
    title = factory.Sequence(lambda number: f"À propos {number}")
    slug = factory.Sequence(lambda number: f"a-propos-{number}")
    themes = factory.LazyFunction(list)
    pillars = factory.LazyFunction(list)
    publication_sources = factory.LazyFunction(list)
    body = [("text", "<p>Une plateforme ouverte.</p>")]


class ThemePageFactory(ContentFactory):
    class Meta:
        model = ThemePage
        exclude = ("body",)

    parent = factory.LazyFunction(folder)
    slug = factory.Sequence(lambda number: f"theme-{number}")
    theme = factory.LazyFunction(theme)
    gains = [("text", "<p>Des rues éteintes la nuit, des factures en baisse.</p>")]
    needs = [("text", "<p>Choisir rue par rue, avec les habitants.</p>")]


class PillarPageFactory(ContentFactory):
    class Meta:
        model = PillarPage
        exclude = ("body",)

    parent = factory.LazyFunction(lambda: folder("Piliers", "piliers"))
    slug = factory.Sequence(lambda number: f"pilier-{number}")
    pillar = factory.LazyFunction(pillar)
    gains = [("text", "<p>Des réseaux suivis au plus juste.</p>")]
    needs = [("text", "<p>Commencer par les usages.</p>")]
