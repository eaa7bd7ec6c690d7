"""How complete a publication is, and what it still lacks, in words: editors are told, never held.

What a page cannot be published without stands in `experiences.rules`; here is what makes it good.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext_lazy
from modelcluster.models import get_all_child_m2m_relations, get_all_child_relations

from experiences import rules
from experiences.moments import Moment

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from experiences.models.publication import Publication

# Whether the page, as it is in memory, has the thing.
Has = Callable[[Any], bool]


@dataclass(frozen=True)
class Criterion:
    """One thing that a good page has: how to see it, its weight, and what to write without it."""

    has: Has
    weight: int
    advice: "_StrPromise"


@dataclass(frozen=True)
class Completeness:
    """`percent` (0 to 100), what blocks publication, and what is still missing, in words."""

    percent: int
    blocking: list[str]
    missing: list[str]


def filled(name: str) -> Has:
    """That a field or child relation holds something."""

    def has(page: Any) -> bool:
        value = getattr(page, name)
        return bool(value.all() if hasattr(value, "all") else value)

    return has


def any_of(*names: str) -> Has:
    """That one of the fields holds something."""
    return lambda page: any(filled(name)(page) for name in names)


def keeps(rule: str) -> Has:
    """That a rule of publication is satisfied."""
    return lambda page: not list(rules.RULES[rule](rules.reader(page)))


# The relations that criteria and rules read.
READ = {
    "aid_territories",
    "audiences",
    "challenges",
    "chapters",
    "funding",
    "links",
    "open_questions",
    "partners",
    "pillars",
    "publication_sources",
    "results",
    "sheet_territories",
    "themes",
}

RULE_CRITERIA: dict[str, Criterion] = {
    "summary": Criterion(keeps("summary"), 3, gettext_lazy("the summary")),
    "place": Criterion(keeps("place"), 3, gettext_lazy("the territory")),
    "theme": Criterion(keeps("theme"), 2, gettext_lazy("a theme")),
    "pillar": Criterion(keeps("pillar"), 2, gettext_lazy("a pillar")),
    "source": Criterion(keeps("source"), 3, gettext_lazy("a source")),
    "day": Criterion(keeps("day"), 2, gettext_lazy("the day, or what is known of it")),
    "evidence": Criterion(keeps("evidence"), 2, gettext_lazy("the evidence of each result")),
}
COVER = Criterion(filled("cover"), 1, gettext_lazy("a cover"))
THEMES = Criterion(filled("themes"), 2, gettext_lazy("a theme"))
PILLARS = Criterion(filled("pillars"), 1, gettext_lazy("a pillar"))
SOURCES = Criterion(filled("publication_sources"), 2, gettext_lazy("a source"))
REVIEWED = Criterion(filled("reviewed_on"), 1, gettext_lazy("the date of its review"))
BODY = Criterion(filled("body"), 3, gettext_lazy("the text"))

SHEET = (
    Criterion(filled("problem"), 2, gettext_lazy("the need")),
    Criterion(filled("solution"), 3, gettext_lazy("the solution")),
    Criterion(filled("results"), 3, gettext_lazy("a result")),
    Criterion(
        any_of("investment", "yearly_cost", "cost_note"),
        2,
        gettext_lazy("the cost, or a word on why it is not known"),
    ),
    Criterion(filled("start_year"), 1, gettext_lazy("the year when it started")),
    Criterion(filled("funding"), 1, gettext_lazy("who paid")),
    Criterion(filled("partners"), 1, gettext_lazy("partners or suppliers")),
    Criterion(filled("governance"), 1, gettext_lazy("the governance")),
    Criterion(filled("citizens_part"), 1, gettext_lazy("the part of inhabitants")),
    Criterion(filled("data_sovereignty"), 1, gettext_lazy("data and sovereignty")),
    Criterion(
        any_of("difficulties", "do_differently"),
        2,
        gettext_lazy("the difficulties, or what they would do differently"),
    ),
    Criterion(filled("open_questions"), 1, gettext_lazy("what we do not know yet")),
    Criterion(filled("challenges"), 1, gettext_lazy("the challenges")),
    Criterion(filled("audiences"), 1, gettext_lazy("whom it serves")),
    COVER,
    Criterion(filled("gallery"), 1, gettext_lazy("an image of the place")),
    Criterion(
        any_of("contact_function", "contact_email", "contact_phone"),
        1,
        gettext_lazy("someone to call"),
    ),
    REVIEWED,
    Criterion(filled("territory_reviewed_on"), 1, gettext_lazy("the review by the territory")),
)
DOSSIER = (
    Criterion(filled("introduction"), 2, gettext_lazy("the introduction")),
    Criterion(filled("chapters"), 3, gettext_lazy("a chapter")),
    Criterion(filled("links"), 2, gettext_lazy("pages that belong to it")),
    COVER,
    REVIEWED,
)
RESOURCE = (
    THEMES,
    PILLARS,
    Criterion(filled("kind"), 1, gettext_lazy("its kind")),
    Criterion(filled("authors"), 1, gettext_lazy("its authors")),
    Criterion(filled("year"), 1, gettext_lazy("its year")),
    Criterion(any_of("link", "document"), 3, gettext_lazy("its address or its document")),
    BODY,
    COVER,
    REVIEWED,
)
NEWS = (
    THEMES,
    PILLARS,
    Criterion(any_of("date", "date_note"), 2, gettext_lazy("its date")),
    BODY,
    COVER,
)
AID = (
    PILLARS,
    Criterion(filled("issuer"), 2, gettext_lazy("its issuer")),
    Criterion(
        lambda page: page.moment != Moment.UNKNOWN, 3, gettext_lazy("until when one may ask")
    ),
    Criterion(
        any_of("amount_max", "share_percent", "amount_note"), 2, gettext_lazy("how much it pays")
    ),
    Criterion(any_of("link", "contact"), 2, gettext_lazy("where to ask")),
    BODY,
    REVIEWED,
)
EVENT = (
    THEMES,
    Criterion(filled("starts_on"), 3, gettext_lazy("its date")),
    Criterion(any_of("territory", "venue", "link"), 2, gettext_lazy("where it takes place")),
    Criterion(filled("organiser"), 2, gettext_lazy("its organiser")),
    BODY,
    Criterion(
        lambda page: page.moment != Moment.OVER or filled("report")(page),
        2,
        gettext_lazy("what came of it"),
    ),
)
CONTENT = (BODY,)
SUBJECT = (
    Criterion(filled("introduction"), 2, gettext_lazy("the introduction")),
    Criterion(filled("gains"), 3, gettext_lazy("what one gains")),
    Criterion(filled("needs"), 3, gettext_lazy("what it takes")),
    Criterion(filled("examples"), 2, gettext_lazy("examples, dossiers or resources")),
    COVER,
)


def completeness(page: "Publication") -> Completeness:
    """How complete `page` is as it is in memory; weights are in `page.criteria` and above."""
    asked = [RULE_CRITERIA[name] for name in page.rules if name in RULE_CRITERIA]
    asked += page.criteria
    lacking = [criterion for criterion in asked if not criterion.has(page)]
    total = sum(criterion.weight for criterion in asked)
    lost = sum(criterion.weight for criterion in lacking)
    return Completeness(
        percent=round(100 * (total - lost) / total),
        blocking=[problem.message for problem in rules.problems_of(page)],
        missing=[str(criterion.advice) for criterion in lacking],
    )


def missing_words(page: "Publication") -> str:
    """What `page` still lacks, for a list: “a cover, the cost …”; empty when nothing."""
    return ", ".join(completeness(page).missing)


def prefetch(pages: Iterable["Publication"]) -> None:
    """Read at once, type by type, what `completeness` asks of `pages`."""
    by_type: dict[type[Publication], list[Publication]] = {}
    for page in pages:
        by_type.setdefault(type(page), []).append(page)
    for model, some in by_type.items():
        relations = [
            *(relation.get_accessor_name() for relation in get_all_child_relations(model)),
            *(field.name for field in get_all_child_m2m_relations(model)),
        ]
        prefetch_related_objects(some, *(name for name in relations if name in READ))
