"""Events for one's own calendar, as iCalendar (RFC 5545): one of them, or all to come."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta

from django.db.models import F, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe
from icalendar import Event as Entry

from experiences.icalendars import empty_calendar, identity
from experiences.models import EventPage
from experiences.public.external import external
from experiences.public.feeds import language
from experiences.public.visibility import root_paths, visible
from ui.feeds import NEVER, clean

# Events of the calendar of all of them, the next ones first.
MOST = 200
# What an entry reads of a page.
READ = ("territory__departement", "locale", "alias_of__locale")


@require_safe
def event(request: HttpRequest, page_id: int) -> HttpResponse:
    """One event; Http404 where visitors may not see it, or no day is known."""
    pages = EventPage.objects.filter(pk__in=visible(request).filter(pk=page_id).values("pk"))
    page = pages.select_related(*READ).exclude(starts_on=None).first()
    if page is None:
        raise Http404
    # The words of a twin that is not translated are those of its source.
    with override(page.content_language):
        return answer([page], request, name=page.title, file=page.slug)


@require_safe
def agenda(request: HttpRequest) -> HttpResponse:
    """All events to come that are told in the language of the address."""
    if language() not in root_paths(request):
        raise Http404
    seen = visible(request, language=language()).values("pk")
    told = Q(alias_of=None) | Q(alias_of__locale=F("locale"))
    pages = EventPage.objects.filter(told, pk__in=seen).to_come_on(timezone.localdate())
    ordered = pages.select_related(*READ).order_by("starts_on", "starts_at", "pk")
    name = _("Events on Terrain commun")
    return answer(ordered[:MOST], request, name=name, file="agenda")


def answer(
    pages: Iterable[EventPage], request: HttpRequest, *, name: str, file: str
) -> HttpResponse:
    """The calendar of `pages`, each with its first day known; `file`: its name, without ending."""
    calendar, changed = empty_calendar(one_line(name), product="agenda"), NEVER
    calendar.add("method", "PUBLISH")
    for page in pages:
        calendar.add_component(entry(page, request))
        changed = max(changed, changed_at(page))
    calendar.add_missing_timezones()
    response = HttpResponse(calendar.to_ical(), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{file}.ics"'
    response["Last-Modified"] = http_date(changed.timestamp())
    response["X-Robots-Tag"] = "noindex"
    return response


def entry(page: EventPage, request: HttpRequest) -> Entry:
    """One event: hours with their zone, or whole days; the same identity in every language."""
    url = page.get_full_url(request) or ""
    made = Entry()
    made.add("uid", identity(str(page.translation_key)))
    # Not the moment of the question: the answer is the same until the page changes.
    made.add("dtstamp", changed_at(page))
    made.add("last-modified", changed_at(page))
    made.add("summary", one_line(page.title))
    for name, moment in span(page).items():
        made.add(name, moment)
    if place := location(page):
        made.add("location", place)
    if page.territory and page.territory.is_located and page.mode != EventPage.Mode.ONLINE:
        made.add("geo", (page.territory.latitude, page.territory.longitude))
    made.add("description", description(page, url))
    made.add("url", url)
    made.add("status", "CONFIRMED")
    return made


def span(page: EventPage) -> dict[str, object]:
    """`dtstart` and `dtend`, of one type (RFC 5545, 3.8.2.2); whole days end with the next one."""
    begins, last = page.begins, page.last_day
    assert begins is not None and last is not None  # noqa: S101  (asked for in the queries)
    next_day = last + timedelta(days=1)
    if not isinstance(begins, datetime):
        return {"dtstart": begins, "dtend": next_day}
    if isinstance(page.ends, datetime):
        return {"dtstart": begins, "dtend": page.ends}
    if last == page.starts_on:
        return {"dtstart": begins}  # nobody said how long
    return {"dtstart": begins, "dtend": datetime.combine(next_day, time(), page.clock)}


def location(page: EventPage) -> str:
    if page.mode == EventPage.Mode.ONLINE:
        return _("On line")
    places = [page.venue, page.territory.label if page.territory else ""]
    return one_line(", ".join(filter(None, places)))


def description(page: EventPage, url: str) -> str:
    """The summary, the organiser, and where to read more and to register."""
    lines = [
        one_line(page.summary),
        _("Organiser: %(name)s") % {"name": one_line(page.organiser)} if page.organiser else "",
        url,
        external(page.link),
    ]
    return "\n".join(filter(None, lines))


def one_line(text: str) -> str:
    return " ".join(clean(text).split())


def changed_at(page: EventPage) -> datetime:
    return page.last_published_at or page.first_published_at or NEVER
