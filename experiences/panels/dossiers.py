"""The chapters of a dossier, and the pages that belong to it."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, InlinePanel, MultipleChooserPanel, PageChooserPanel

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
