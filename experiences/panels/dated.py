"""The first tab of an aid, and of an event."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel

from experiences.panels import COVER, HEAD

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
