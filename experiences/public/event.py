"""What the page of an event shows: when, where, by and for whom; what came of it once over."""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from experiences.models import EventPage
from experiences.moments import Moment
from experiences.public.bodies import Part
from experiences.public.brief import Fact, not_disclosed
from experiences.public.dated import DatedView, shared
from experiences.public.dates import days_to_come, when_it_is
from experiences.public.external import external
from experiences.public.head import Head, agenda_calendar
from experiences.public.places import SheetMap, sheet_map
from experiences.public.terms import search_address
from territories.models import Territory
from ui import structured_data
from ui.head import Feed
from ui.typography import day

# Its name in the addresses of the search.
KIND = "evenement"
MODES = {
    EventPage.Mode.ON_SITE: "https://schema.org/OfflineEventAttendanceMode",
    EventPage.Mode.ONLINE: "https://schema.org/OnlineEventAttendanceMode",
    EventPage.Mode.BOTH: "https://schema.org/MixedEventAttendanceMode",
}


@dataclass(frozen=True, kw_only=True)
class EventView(DatedView):
    is_over: bool
    report: list[Part]
    map: SheetMap | None
    calendar_url: str  # of the event for one's own calendar; empty once over, or without a day
    agenda: Feed  # the calendar of all events to come
    to_come_url: str  # the search among them


def event_view(page: EventPage, request: HttpRequest, head: Head) -> EventView:
    """An event, in a constant number of queries; describes it in `head`."""
    place_with_names(page)
    bodies, common = shared(page, request, head, report=page.report)
    describe(head, page)
    is_to_come = page.moment == Moment.TO_COME and page.live
    return EventView(
        **common,
        facts=facts(page, head.languages.quoted),
        is_over=page.moment == Moment.OVER,
        report=bodies.parts("report"),
        map=sheet_map([page.territory], []) if page.territory else None,
        calendar_url=reverse("feeds:event", args=[page.pk]) if page.pk and is_to_come else "",
        agenda=agenda_calendar(),
        to_come_url=search_address(type=KIND, dates=Moment.TO_COME),
    )


def place_with_names(page: EventPage) -> None:
    """Load the territory of an event with what its label and its clock read; one query."""
    if page.territory_id:
        page.territory = Territory.objects.with_places().get(pk=page.territory_id)


def facts(page: EventPage, quoted: str) -> list[Fact]:
    """When, where, by whom, for whom, until when to register; `quoted` as in `Languages`."""
    when = when_it_is(page)
    note = capfirst(", ".join(filter(None, [days_to_come(page), when.note])))
    found = [
        Fact("calendar-days", _("When"), when.value, note=note, known=when.known),
        where(page, quoted),
        Fact("landmark", _("Organiser"), page.organiser, lang=quoted)
        if page.organiser
        else Fact("landmark", _("Organiser"), not_disclosed(), known=False),
        Fact("users", _("For whom"), page.audience)
        if page.audience
        else Fact("users", _("For whom"), not_disclosed(), known=False),
    ]
    if page.register_by:
        found.append(registration(page))
    return found


def registration(page: EventPage) -> Fact:
    fact = Fact("clock", _("Register by"), day(page.register_by) if page.register_by else "")
    left = (page.register_by - timezone.localdate()) if page.register_by else timedelta()
    return replace(fact, note=_("Registration has closed")) if left < timedelta() else fact


def where(page: EventPage, quoted: str) -> Fact:
    """Where it takes place, with the way to the page of the territory."""
    label, icon = _("Where"), "map-pin"
    if page.mode == EventPage.Mode.ONLINE:
        return Fact(icon, label, _("On line"))
    note = [page.venue if page.territory else "", ""]
    if page.mode == EventPage.Mode.BOTH:
        note[1] = _("and on line")
    value = page.territory.label if page.territory else page.venue
    if not value:
        return Fact(icon, label, not_disclosed(), known=False, note=note[1])
    territory = page.territory.current if page.territory else None
    url = territory.get_absolute_url() if territory else ""
    return Fact(
        icon,
        label,
        value,
        note=", ".join(filter(None, note)),
        link_url=url,
        link_label=_("The page of %(name)s") % {"name": territory.name} if territory else "",
        lang="" if page.territory else quoted,
    )


def describe(head: Head, page: EventPage) -> None:
    """A page about an event; without a day it is none to machines, which ask for one."""
    if page.starts_on is None:
        head.add_work("WebPage")
        return
    event = f"{head.canonical}#event"
    head.add_work("WebPage", mainEntity={"@id": event})
    head.nodes.append(
        structured_data.without_unknown(
            {
                "@type": "Event",
                "@id": event,
                "name": head.title,
                "description": head.description,
                "url": head.canonical,
                "image": head.image,
                "inLanguage": head.languages.text,
                "startDate": structured_data.moment(page.begins),
                "endDate": structured_data.moment(page.ends),
                "eventStatus": "https://schema.org/EventScheduled",
                "eventAttendanceMode": MODES[EventPage.Mode(page.mode)],
                "location": locations(head, page),
                "organizer": {"@type": "Organization", "name": page.organiser}
                if page.organiser
                else {},
                "audience": {"@type": "Audience", "audienceType": page.audience}
                if page.audience
                else {},
            }
        )
    )


def locations(head: Head, page: EventPage) -> list[dict[str, Any]]:
    """The hall, the address on line, or both; none where neither is known."""
    found: list[dict[str, Any]] = []
    territory = page.territory
    if page.mode != EventPage.Mode.ONLINE and (territory or page.venue):
        place: dict[str, Any] = {"@type": "Place", "name": page.venue}
        if territory:
            known = structured_data.place(
                territory.name, latitude=territory.latitude, longitude=territory.longitude
            )
            place["name"] = page.venue or territory.label
            place["geo"] = known.get("geo")
            place["address"] = {
                "@type": "PostalAddress",
                "addressLocality": territory.name,
                "addressCountry": "FR",
            }
        found.append(structured_data.without_unknown(place))
    if page.mode != EventPage.Mode.ON_SITE:
        url = external(page.link) or head.canonical
        found.append({"@type": "VirtualLocation", "url": url})
    return found
