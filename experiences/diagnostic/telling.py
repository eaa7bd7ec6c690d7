"""A result in sentences: the first thing that its page and its document say."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from experiences.diagnostic.actions import Action, Plan
from experiences.diagnostic.comparison import Band
from experiences.diagnostic.result import Area, Result
from experiences.diagnostic.wording import listed
from ui.typography import NBSP, number


def percents(value: int | None) -> str:
    """75 %; empty for what is not known."""
    return "" if value is None else f"{number(value)}{NBSP}%"


def sentences(result: Result) -> list[str]:
    """What is strong, weak, between, not known, not ours: one sentence for each that there is."""
    return list(_sentences(result))


def _sentences(result: Result) -> Iterator[str]:
    for text, areas in (
        (_("You can build on: %(areas)s."), result.strong),
        (_("Weak for now: %(areas)s."), result.weak),
        (_("Under way: %(areas)s."), result.between),
        (_("Too little is known of: %(areas)s."), result.unknown),
        (_("Not your responsibility: %(areas)s."), result.not_ours),
    ):
        if areas:
            yield text % {"areas": listed(area.section.title for area in areas)}


def standing(area: Area) -> str:
    """The word for how an area stands."""
    return {
        "strong": _("strong"),
        "between": pgettext("standing of a section", "under way"),
        "weak": _("weak"),
        "unknown": _("too little is known"),
        "not-ours": _("not your responsibility"),
    }[area.standing]


def told(band: Band) -> str:
    """What half of the territories of a size reach in an area, and where this one lies."""
    found = _("%(area)s: half of them reach from %(low)s to %(high)s.") % {
        "area": band.area.section.title,
        "low": percents(band.low),
        "high": percents(band.high),
    }
    place = {
        "under": _("You are under that."),
        "within": _("So do you."),
        "above": _("You are above that."),
        "": "",
    }[band.place]
    return f"{found} {place}".strip()


def hours(plan: Plan) -> str:
    """What hours were counted with, or that nothing fits into them; empty: nothing is to do."""
    if not plan.actions:
        if plan.least is None:
            return ""
        text = ngettext(
            "Nothing fits into the hours that you can give: the shortest thing that would help "
            "takes %(count)s hour.",
            "Nothing fits into the hours that you can give: the shortest thing that would help "
            "takes %(count)s hours.",
            plan.least,
        )
        return text % {"count": number(plan.least)}
    if plan.assumed:
        text = _("You have not said how many hours you can give: we counted with %(count)s.")
        return text % {"count": number(plan.hours)}
    text = ngettext(
        "Of the %(count)s hour that you can give, this takes about %(taken)s.",
        "Of the %(count)s hours that you can give, this takes about %(taken)s.",
        plan.hours,
    )
    return text % {"count": number(plan.hours), "taken": number(plan.taken)}


def effort(action: Action) -> str:
    """How long it takes, and why it is proposed here."""
    spent = action.advice.hours
    text = ngettext(
        "About %(count)s hour, %(because)s.", "About %(count)s hours, %(because)s.", spent
    )
    return text % {"count": number(spent), "because": action.because}
