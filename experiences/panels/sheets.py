"""The tabs of an experience sheet."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel

from experiences.panels import COVER, HEAD, REVIEW, SOURCES
from experiences.suggestions.about import About
from experiences.suggestions.panel import SuggestionsPanel

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
