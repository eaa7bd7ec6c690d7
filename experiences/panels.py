"""The editor's tabs: the same six for every type, each with what the type has in it."""

from collections.abc import Sequence

from django.forms import CheckboxSelectMultiple
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    MultipleChooserPanel,
    ObjectList,
    PageChooserPanel,
    Panel,
    PublishingPanel,
    TabbedInterface,
    TitleFieldPanel,
)
from wagtail.models import Page

from experiences.completeness_panel import CompletenessPanel
from experiences.suggestions.about import About
from experiences.suggestions.panel import SuggestionsPanel

HEAD = [
    CompletenessPanel(),
    TitleFieldPanel("title", help_text=_("Concrete: the place or the act in it.")),
    FieldPanel("summary"),
]
COVER = [FieldPanel("short_title"), FieldPanel("cover")]


def terms(name: str) -> FieldPanel:
    """Boxes to tick, one a term."""
    return FieldPanel(name, widget=CheckboxSelectMultiple)


CLASSING = [terms("themes"), terms("pillars")]
SOURCES = InlinePanel(
    "publication_sources",
    heading=_("Sources"),
    label=_("Source"),
    help_text=_("Where the facts come from: readers judge a page by it. At least one."),
)
REVIEW = MultiFieldPanel(
    [
        FieldPanel("reviewed_on"),
        FieldPanel("reviewed_by", read_only=True),
        FieldPanel("next_review_on"),
    ],
    heading=_("Review by the editors"),
)
PROMOTE = [*Page.promote_panels, PublishingPanel()]

# ---- sheet -----------------------------------------------------------------------------------

# Above each fact, what members suggest about it.
SHEET_FACTS = [
    SuggestionsPanel(About.OTHER),
    *HEAD,
    InlinePanel(
        "sheet_territories",
        heading=_("Territories"),
        label=_("Territory"),
        help_text=_(
            "Who did it: type a name, an INSEE code or a postal code. Add places that are only "
            "to be shown on the map, too, and tick the box."
        ),
    ),
    FieldPanel("territory_note"),
    SuggestionsPanel(About.START, About.END),
    MultiFieldPanel(
        [
            FieldPanel("stage"),
            FieldPanel("stage_note"),
            FieldRowPanel([FieldPanel("start_year"), FieldPanel("end_year")]),
        ],
        heading=_("Stage"),
        help_text=_("What stopped or changed course teaches as much as what runs."),
    ),
    SuggestionsPanel(About.INVESTMENT, About.YEARLY_COST),
    MultiFieldPanel(
        [
            FieldRowPanel(
                [FieldPanel("investment"), FieldPanel("yearly_cost"), FieldPanel("staff_days")]
            ),
            FieldPanel("cost_note"),
        ],
        heading=_("Cost"),
        help_text=_("Leave empty what is not known: the page then says “not disclosed”."),
    ),
    SuggestionsPanel(About.FUNDING),
    InlinePanel("funding", heading=_("Funding"), label=_("Funding")),
    InlinePanel("partners", heading=_("Partners and suppliers"), label=_("Partner or supplier")),
    *COVER,
]
SHEET_STORY = [
    SuggestionsPanel(About.PROBLEM),
    FieldPanel("problem"),
    SuggestionsPanel(About.SOLUTION),
    FieldPanel("solution"),
    SuggestionsPanel(About.GOVERNANCE),
    FieldPanel("governance"),
    SuggestionsPanel(About.CITIZENS),
    FieldPanel("citizens_part"),
    SuggestionsPanel(About.DATA),
    FieldPanel("data_sovereignty"),
    SuggestionsPanel(About.DIFFICULTIES),
    FieldPanel("difficulties"),
    SuggestionsPanel(About.DIFFERENTLY),
    FieldPanel("do_differently"),
    FieldPanel("gallery"),
]
SHEET_EVIDENCE = [
    SuggestionsPanel(About.RESULT),
    InlinePanel(
        "results",
        heading=_("Results"),
        label=_("Result"),
        help_text=_(
            "One fact each, with its strength. Declared: a source states it. Measured: figures "
            "with their method. Audited: checked by a third party."
        ),
    ),
    SuggestionsPanel(About.QUESTION),
    InlinePanel(
        "open_questions",
        heading=_("What we do not know yet"),
        label=_("Question"),
        help_text=_("Say what the sources leave open: it spares towns the search."),
    ),
    SuggestionsPanel(About.SOURCE, About.DOCUMENT),
    SOURCES,
]
SHEET_REVIEW = [
    REVIEW,
    MultiFieldPanel(
        [FieldPanel("territory_reviewed_on"), FieldPanel("territory_reviewed_by")],
        heading=_("Review by the territory"),
        help_text=_("Both or none: who at the territory read the sheet and agreed, and when."),
    ),
    SuggestionsPanel(About.CONTACT),
    MultiFieldPanel(
        [
            FieldPanel("contact_function"),
            FieldPanel("contact_email"),
            FieldPanel("contact_phone"),
        ],
        heading=_("Contact"),
        help_text=_("Shown to signed-in members only. The function, never a name."),
    ),
]

# ---- aid -------------------------------------------------------------------------------------

AID_FACTS = [
    *HEAD,
    FieldRowPanel([FieldPanel("kind"), FieldPanel("level")]),
    FieldPanel("issuer"),
    MultiFieldPanel(
        [
            FieldPanel("for_communes"),
            FieldPanel("for_epci"),
            FieldRowPanel([FieldPanel("population_min"), FieldPanel("population_max")]),
            FieldPanel("who_note"),
        ],
        heading=_("Who may ask"),
        help_text=_(
            "The page of a town shows what it may ask for: leave empty what the source does not "
            "say."
        ),
    ),
    InlinePanel(
        "aid_territories",
        heading=_("Territories"),
        label=_("Territory"),
        help_text=_("Where one may ask: régions, départements, communes. None: all of France."),
    ),
    MultiFieldPanel(
        [
            FieldPanel("recurrence"),
            FieldRowPanel([FieldPanel("opens_on"), FieldPanel("closes_on")]),
            FieldPanel("date_note"),
        ],
        heading=_("When"),
        help_text=_("Open and over follow from the dates, each night."),
    ),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("amount_max"), FieldPanel("share_percent")]),
            FieldPanel("amount_note"),
        ],
        heading=_("How much"),
    ),
    MultiFieldPanel([FieldPanel("link"), FieldPanel("contact")], heading=_("Where to ask")),
    *COVER,
]

# ---- event -----------------------------------------------------------------------------------

EVENT_FACTS = [
    *HEAD,
    FieldPanel("kind"),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("starts_on"), FieldPanel("starts_at")]),
            FieldRowPanel([FieldPanel("ends_on"), FieldPanel("ends_at")]),
            FieldPanel("date_note"),
        ],
        heading=_("When"),
        help_text=_("Hours are those of the place; of what is on line alone, those of Paris."),
    ),
    MultiFieldPanel(
        [FieldPanel("mode"), FieldPanel("territory"), FieldPanel("venue")], heading=_("Where")
    ),
    MultiFieldPanel(
        [
            FieldPanel("organiser"),
            FieldPanel("audience"),
            FieldPanel("link"),
            FieldPanel("register_by"),
        ],
        heading=_("Organisation and registration"),
    ),
    *COVER,
]

# ---- dossier ---------------------------------------------------------------------------------

DOSSIER_STORY = [
    FieldPanel("introduction"),
    InlinePanel(
        "chapters",
        heading=_("Chapters"),
        label=_("Chapter"),
        help_text=_(
            "The summary (sommaire) of the dossier. In the body, write the text and point to "
            "pages with “page of this site” blocks."
        ),
    ),
    MultipleChooserPanel(
        "links",
        chooser_field_name="page",
        heading=_("Pages of the dossier"),
        label=_("Page"),
        help_text=_("Sheets, resources, news and dossiers that belong to it; news are counted."),
    ),
]
DOSSIER_LINK = [
    PageChooserPanel(
        "page",
        [
            "experiences.ExperiencePage",
            "experiences.ResourcePage",
            "experiences.NewsPage",
            "experiences.AidPage",
            "experiences.EventPage",
            "experiences.DossierPage",
        ],
    )
]


def tabs(
    *,
    facts: Sequence[Panel],
    story: Sequence[Panel] = (),
    evidence: Sequence[Panel] = (),
    classing: Sequence[Panel] = (),
    review: Sequence[Panel] = (),
) -> TabbedInterface:
    """The editor of a type: the tabs that have something in them, in their fixed order."""
    chosen = (
        (facts, _("Facts")),
        (story, _("Story")),
        (evidence, _("Evidence and sources")),
        (classing, _("Classing")),
        (review, _("Review")),
        (PROMOTE, _("Promote")),
    )
    return TabbedInterface(
        [ObjectList(list(panels), heading=heading) for panels, heading in chosen if panels]
    )
