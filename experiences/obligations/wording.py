"""The criteria of a rule in words: whom it concerns, and why a territory is among them or not."""

from decimal import Decimal

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from experiences.obligations.criteria import (
    Belonging,
    Condition,
    Group,
    Join,
    Kinds,
    Node,
    Outcome,
    Overseas,
    Places,
    Range,
    Truth,
)
from experiences.obligations.facts import Fact, Subject
from territories.models import Territory
from territories.names import names as names_of
from ui.typography import NBSP, inhabitants, number


def in_words(node: Node) -> str:
    """Whom a tree concerns: "Communes, EPCI; 3 500 inhabitants or more"."""
    if isinstance(node, Group) and not node.children:
        return _("Every territory")
    return capfirst(_words(node, top=True))


def _words(node: Node, *, top: bool = False) -> str:
    if not isinstance(node, Group):
        return _condition(node)
    parts = [_words(child) for child in node.children]
    if node.join is Join.NONE:
        said = _(" or ").join(parts)
        return _("all but: %(those)s") % {"those": said if len(parts) == 1 else f"({said})"}
    if len(parts) == 1:
        return parts[0]
    said = (_(" and ") if node.join is Join.ALL else _(" or ")).join(parts)
    return said if top else f"({said})"


def _condition(condition: Condition) -> str:
    if isinstance(condition, Kinds):
        return ", ".join(_plural(kind) for kind in condition.kinds)
    if isinstance(condition, Range):
        return _(" and ").join(_bounds(condition))
    if isinstance(condition, Belonging):
        return _("member of an EPCI") if condition.wanted else _("member of no EPCI")
    if isinstance(condition, Overseas):
        return _("overseas") if condition.wanted else _("in metropolitan France")
    return _("in %(places)s") % {"places": ", ".join(_places(condition))}


def _plural(kind: str) -> str:
    words = {
        Territory.Kind.COMMUNE: pgettext("whom a rule concerns", "communes"),
        Territory.Kind.EPCI: pgettext("whom a rule concerns", "EPCI"),
        Territory.Kind.DEPARTEMENT: pgettext("whom a rule concerns", "départements"),
        Territory.Kind.REGION: pgettext("whom a rule concerns", "regions"),
    }
    return words[Territory.Kind(kind)]


def _places(places: Places) -> list[str]:
    """Names where they are known, else codes; looked up once for all pages."""
    departements = names_of(Territory.Kind.DEPARTEMENT)
    regions = names_of(Territory.Kind.REGION)
    return [
        *(departements.get(code, code) for code in places.departements),
        *(regions.get(code, code) for code in places.regions),
    ]


def _bounds(found: Range) -> list[str]:
    said = []
    if found.low is not None:
        words = _("%(count)s or more") if found.low_included else _("more than %(count)s")
        said.append(words % {"count": measured(found.fact, found.low)})
    if found.high is not None:
        words = _("%(count)s at most") if found.high_included else _("fewer than %(count)s")
        said.append(words % {"count": measured(found.fact, found.high)})
    return said


def measured(fact: Fact, value: int | Decimal) -> str:
    """A number with what it counts: "3 500 inhabitants", "50 agents", "1 000 m²"."""
    if fact == Fact.POPULATION:
        return inhabitants(int(value))
    written = number(value)
    if fact == Fact.SURFACE:
        return f"{written}{NBSP}m²"
    words = ngettext("%(count)s agent", "%(count)s agents", int(value) if value > 1 else 1)
    return words.replace(" ", NBSP) % {"count": written}


def reasons(outcome: Outcome, subject: Subject) -> str:
    """Why, in one sentence a deciding condition; each sentence once."""
    said = [_reason(condition, truth, subject) for condition, truth in outcome.because]
    return " ".join(dict.fromkeys(said)) or _("It concerns every territory.")


def _reason(condition: Condition, truth: Truth, subject: Subject) -> str:
    names = {"name": subject.name}
    if isinstance(condition, Range):
        return _of_number(condition, truth, subject)
    if isinstance(condition, Kinds):
        return _of_kind(condition, truth, subject)
    if isinstance(condition, Belonging):
        if subject.kind != Territory.Kind.COMMUNE:
            return _("%(name)s is no commune.") % names
        if subject.belongs:
            return _("%(name)s is a member of an EPCI.") % names
        return _("%(name)s is a member of no EPCI.") % names
    if isinstance(condition, Overseas):
        if subject.is_overseas:
            return _("%(name)s is overseas.") % names
        return _("%(name)s is in metropolitan France.") % names
    names["places"] = ", ".join(_places(condition))
    if truth is Truth.YES:
        return _("%(name)s is in %(places)s.") % names
    return _("%(name)s is not in %(places)s.") % names


def _of_kind(condition: Kinds, truth: Truth, subject: Subject) -> str:
    """What it is, and, where the rule is for others, for whom."""
    words = {
        Territory.Kind.COMMUNE: _("a commune"),
        Territory.Kind.EPCI: _("an EPCI"),
        Territory.Kind.DEPARTEMENT: _("a département"),
        Territory.Kind.REGION: _("a region"),
    }
    kind = words[Territory.Kind(subject.kind)]
    said = {"name": subject.name, "kind": kind, "kinds": _condition(condition)}
    if truth is Truth.YES:
        return _("%(name)s is %(kind)s.") % said
    return _("%(name)s is %(kind)s; the rule is for others (%(kinds)s).") % said


def _of_number(condition: Range, truth: Truth, subject: Subject) -> str:
    value = subject.known(condition.fact)
    if value is None:
        unknown = {
            Fact.POPULATION: _(
                "The population of %(name)s is not known: the rule counts %(range)s."
            ),
            Fact.STAFF: _("The number of agents is not known: the rule counts %(range)s."),
            Fact.SURFACE: _("The floor area is not known: the rule counts %(range)s."),
        }
        return unknown[condition.fact] % {"name": subject.name, "range": _condition(condition)}
    said = {"name": subject.name, "value": measured(condition.fact, value)}
    said["range"] = _condition(condition) if truth is Truth.YES else _beyond(condition, value)
    return _("%(name)s has %(value)s: %(range)s.") % said


def _beyond(condition: Range, value: int | Decimal) -> str:
    """On which side of which limit a number is."""
    if condition.low is not None and not condition.reaches(value):
        words = _("fewer than %(count)s") if condition.low_included else _("no more than %(count)s")
        return words % {"count": measured(condition.fact, condition.low)}
    assert condition.high is not None  # noqa: S101  (for the type checker)
    words = _("more than %(count)s") if condition.high_included else _("no fewer than %(count)s")
    return words % {"count": measured(condition.fact, condition.high)}
