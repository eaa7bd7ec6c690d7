"""What the page of an aid shows: who pays, whom, how much, until when, where to ask."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from experiences.eligibility import Answer, first_names, kinds, size, who
from experiences.models import AidPage
from experiences.moments import Moment
from experiences.public.brief import Fact, not_disclosed, shortened
from experiences.public.dated import DatedView, shared
from experiences.public.dates import dates_of, when_to_ask
from experiences.public.external import external
from experiences.public.head import Head
from experiences.public.terms import search_address
from members.organisations import asking
from territories.models import Territory
from ui import structured_data
from ui.typography import NBSP, euros

# Its name in the addresses of the search.
KIND = "aide"
ICONS = {Answer.YES: "circle-check", Answer.UNKNOWN: "circle-help", Answer.NO: "x"}


@dataclass(frozen=True)
class Asked:
    """Whether the town of whoever reads may ask; without one, the form that asks for it."""

    action: str  # address of the page
    of: asking.Asked
    verdict: str
    reason: str
    icon: str


@dataclass(frozen=True, kw_only=True)
class AidView(DatedView):
    over: str  # "Over since …"; empty while one may ask
    open_url: str  # the search among what is open
    who: str
    places: list[Territory]
    further: list[tuple[str, str]]  # heading and text of notes that are too long for a fact
    asked: Asked


def aid_view(page: AidPage, request: HttpRequest, head: Head) -> AidView:
    """An aid, in a constant number of queries; describes it in `head`."""
    _bodies, common = shared(page, request, head)
    describe(head, page)
    return AidView(
        **common,
        facts=facts(page, common["host"], head.languages.quoted),
        over=capfirst(dates_of(page).words) if page.moment == Moment.OVER else "",
        open_url=search_address(type=KIND, dates=Moment.OPEN),
        who=who(page),
        places=page.places,
        further=further(page),
        asked=asked(page, request),
    )


def asked(page: AidPage, request: HttpRequest) -> Asked:
    """Nothing is asked of the database where no territory is named."""
    of = asking.asked(request)
    found = page.eligibility(of.territory) if of.territory else None
    return Asked(
        action=page.get_url(request) or "",
        of=of,
        verdict=verdict(page, found.answer) if found else "",
        reason=found.reason if found else "",
        icon=ICONS[found.answer] if found else "",
    )


def verdict(page: AidPage, answer: Answer) -> str:
    """The answer; nobody may ask any more for what is over."""
    if answer is Answer.YES and page.moment == Moment.OVER:
        return _("You could ask for it")
    return str(answer.label)


def facts(page: AidPage, host: str, quoted: str) -> list[Fact]:
    """The five answers of the first screen; what is not known says so. `quoted`: `Languages`."""
    when = when_to_ask(page)
    return [
        Fact("landmark", _("Who pays"), page.issuer, note=page.get_level_display(), lang=quoted)
        if page.issuer
        else Fact(
            "landmark",
            _("Who pays"),
            not_disclosed(),
            known=False,
            note=page.get_level_display(),
        ),
        for_whom(page),
        how_much(page),
        Fact("calendar-days", _("Until when"), when.value, known=when.known, note=when.note),
        where_to_ask(page, host),
    ]


def for_whom(page: AidPage) -> Fact:
    """Which kinds of territory, then how many inhabitants, and where."""
    places = first_names(page.places) or _("All of France")
    note = ". ".join(filter(None, [size(page), places]))
    return Fact("users", _("For whom"), kinds(page), note=note)


def how_much(page: AidPage) -> Fact:
    """The highest amount, else the share, else what is said about it."""
    known = []
    if page.amount_max is not None:
        known.append(_("Up to %(amount)s") % {"amount": euros(page.amount_max)})
    if page.share_percent is not None:
        share = f"{page.share_percent}{NBSP}%"
        known.append(_("%(share)s of the cost at most") % {"share": share})
    known.append(shortened(page.amount_note) if page.amount_note else "")
    said = [one for one in known if one]
    label = _("How much")
    if not said:
        return Fact("hand-coins", label, not_disclosed(), known=False)
    return Fact("hand-coins", label, said[0], note=". ".join(said[1:]))


def where_to_ask(page: AidPage, host: str) -> Fact:
    label = _("Where to ask")
    value, note = (page.contact, host) if page.contact else (host, "")
    if not value:
        return Fact("mail", label, not_disclosed(), known=False)
    return Fact("mail", label, value, note=note)


def further(page: AidPage) -> list[tuple[str, str]]:
    """What is known beside the figures, whole."""
    notes = (
        (
            _("How much"),
            page.amount_note if shortened(page.amount_note) != page.amount_note else "",
        ),
        (_("When"), page.date_note),
    )
    return [(heading, text) for heading, text in notes if text]


def describe(head: Head, page: AidPage) -> None:
    """A page about a public service: an aid may be a loan or advice, which no MonetaryGrant is,
    and only a GovernmentService says who may ask and where."""
    url = external(page.link)
    areas = [
        structured_data.place(
            place.name, latitude=place.latitude, longitude=place.longitude, code=place.code
        )
        for place in page.places
    ]
    offer = {
        "@type": "Offer",
        "availabilityStarts": structured_data.moment(page.opens_on),
        "availabilityEnds": structured_data.moment(page.closes_on),
    }
    channel: dict[str, Any] = {"@type": "ServiceChannel", "serviceUrl": url, "name": page.contact}
    aid = f"{head.canonical}#aid"
    head.add_work("WebPage", mainEntity={"@id": aid})
    head.nodes.append(
        structured_data.without_unknown(
            {
                "@type": "GovernmentService",
                "@id": aid,
                "name": head.title,
                "description": head.description,
                "url": head.canonical,
                "serviceType": page.get_kind_display(),
                "provider": {"@type": "Organization", "name": page.issuer} if page.issuer else {},
                "audience": {"@type": "Audience", "audienceType": who(page)},
                "areaServed": areas or [{"@type": "Country", "name": "France"}],
                "availableChannel": structured_data.without_unknown(channel)
                if url or page.contact
                else {},
                "offers": structured_data.without_unknown(offer)
                if page.opens_on or page.closes_on
                else {},
            }
        )
    )
