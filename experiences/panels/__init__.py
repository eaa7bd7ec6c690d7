"""The editor's tabs: the same six for every type, each with what the type has in it."""

from collections.abc import Sequence

from django.forms import CheckboxSelectMultiple
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    Panel,
    PublishingPanel,
    TabbedInterface,
    TitleFieldPanel,
)
from wagtail.models import Page

from experiences.completeness_panel import CompletenessPanel

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
