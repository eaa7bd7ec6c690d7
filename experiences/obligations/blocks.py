"""The blocks by which editors say whom a rule concerns: conditions, and groups of them.

What they are kept as is read by `experiences.obligations.criteria`, which knows their names.
"""

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks import StructBlockValidationError

from territories.models import Territory

CODES = re.compile(r"[0-9AB]{1,3}([ ,]+[0-9AB]{1,3})*", re.IGNORECASE)


class RangeBlock(blocks.StructBlock):
    """From a number to another, each counted in or not."""

    low = blocks.DecimalBlock(required=False, min_value=0, label=_("From"))
    low_included = blocks.BooleanBlock(
        required=False,
        default=True,
        label=_("This number itself counts in (“3,500 or more”, not “more than 3,500”)"),
    )
    high = blocks.DecimalBlock(required=False, min_value=0, label=_("Up to"))
    high_included = blocks.BooleanBlock(
        required=False,
        default=True,
        label=_("This number itself counts in (“3,500 at most”, not “fewer than 3,500”)"),
    )

    def clean(self, value: Any) -> Any:
        """ValidationError without any limit, and where no number is in between."""
        cleaned = super().clean(value)
        low, high = cleaned["low"], cleaned["high"]
        if low is None and high is None:
            message = gettext("Give a number at least on one side.")
            raise StructBlockValidationError({"low": ValidationError(message)})
        if low is not None and high is not None and low > high:
            message = gettext("“Up to” is below “From”: no number is in between.")
            raise StructBlockValidationError({"high": ValidationError(message)})
        return cleaned

    class Meta:
        icon = "order"


class PlacesBlock(blocks.StructBlock):
    departements = blocks.CharBlock(
        required=False,
        max_length=300,
        label=_("Départements (codes)"),
        help_text=_("For example: 29 2A 974"),
    )
    regions = blocks.CharBlock(
        required=False, max_length=100, label=_("Regions (codes)"), help_text=_("For example: 53")
    )

    def clean(self, value: Any) -> Any:
        """ValidationError without any code, and for what is none."""
        cleaned = super().clean(value)
        typed = {name: cleaned[name].strip() for name in ("departements", "regions")}
        if not any(typed.values()):
            message = gettext("Give a département or a region at least.")
            raise StructBlockValidationError({"departements": ValidationError(message)})
        wrong = {name for name, text in typed.items() if text and not CODES.fullmatch(text)}
        if wrong:
            message = gettext("Write INSEE codes, with a space between: 29 2A 974.")
            raise StructBlockValidationError({name: ValidationError(message) for name in wrong})
        return cleaned

    class Meta:
        icon = "site"


class ConditionsBlock(blocks.StreamBlock):
    """Conditions without groups."""

    kinds = blocks.MultipleChoiceBlock(
        choices=Territory.Kind.choices, icon="folder-open-1", label=_("Kind of territory")
    )
    population = RangeBlock(label=_("Number of inhabitants"), icon="group")
    staff = RangeBlock(label=_("Number of agents (full-time equivalents)"), icon="user")
    surface = RangeBlock(label=_("Floor area of a building (m²)"), icon="home")
    belonging = blocks.ChoiceBlock(
        choices=[
            ("member", _("Communes that are members of an EPCI")),
            ("none", _("Communes of no EPCI")),
        ],
        icon="link",
        label=_("Membership of an EPCI"),
    )
    overseas = blocks.ChoiceBlock(
        choices=[("overseas", _("Overseas alone")), ("mainland", _("Metropolitan France alone"))],
        icon="globe",
        label=_("Overseas or not"),
    )
    places = PlacesBlock(label=_("Départements or regions"))


def _groups(inner: type[blocks.StreamBlock]) -> dict[str, blocks.Block]:
    """The three groups, of conditions of `inner`."""
    return {
        "all_of": inner(label=_("All of these"), icon="list-ul", min_num=1),
        "any_of": inner(label=_("One of these at least"), icon="list-ul", min_num=1),
        "none_of": inner(label=_("None of these"), icon="cross", min_num=1),
    }


class InnerBlock(ConditionsBlock):
    """Conditions, and groups of conditions: the second of three levels."""

    all_of, any_of, none_of = _groups(ConditionsBlock).values()


class CriteriaBlock(ConditionsBlock):
    """What has to hold all together: the first level (`criteria.MAX_LEVELS`)."""

    all_of, any_of, none_of = _groups(InnerBlock).values()


class SourceBlock(blocks.StructBlock):
    title = blocks.CharBlock(max_length=300, label=_("Title"))
    url = blocks.URLBlock(required=False, max_length=500, label=_("Address"))

    class Meta:
        icon = "link"
        label = _("Source")
