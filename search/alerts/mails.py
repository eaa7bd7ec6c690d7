"""The messages: to confirm, to say that an alert stands already, and what is new."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import get_language, ngettext, override
from django.utils.translation import gettext as _

from search.alerts.models import CONFIRM_WITHIN, UNCONFIRMED_KEPT, Alert, Rhythm, Watcher
from search.alerts.questions import absolute, results_url
from search.alerts.watching import News
from search.presentation import dated
from search.results import Hit
from ui.typography import day

# Lines of one kind in one search; the search itself shows the others.
MOST_LINES = 20
MOST_IN_SUBJECT = 70  # characters of what is watched


@dataclass(frozen=True)
class Line:
    """One result as a message tells it."""

    title: str
    url: str = ""
    summary: str = ""
    note: str = ""


@dataclass(frozen=True)
class Section:
    """New, changed, closing or withdrawn results of one search."""

    title: str
    lines: tuple[Line, ...]
    more: int  # that are not listed


@dataclass(frozen=True)
class Chapter:
    """What a message says of one search."""

    title: str
    url: str
    sections: tuple[Section, ...]
    ends: bool = False  # the alert has done its work


def confirmation(alert: Alert, link: str) -> EmailMultiAlternatives:
    """Asks whoever owns the address whether they want the alert; `link` is the signed part."""
    with override(alert.search.locale):
        return _message(
            alert.watcher,
            _("Confirm your alert: %(search)s") % {"search": _short(alert.search.title)},
            "confirmation",
            {
                "search": alert.search.title,
                "rhythm": Rhythm(alert.rhythm).label,
                "url": absolute(reverse("alerts:confirm", args=[link])),
                "confirm_days": CONFIRM_WITHIN.days,
                "kept_days": UNCONFIRMED_KEPT.days,
            },
        )


def already_there(alert: Alert) -> EmailMultiAlternatives:
    """Says that the alert that somebody asked for stands already."""
    with override(alert.watcher.language):
        return _message(
            alert.watcher,
            _("Your alert is already there: %(search)s") % {"search": _short(alert.search.title)},
            "already_there",
            {
                "search": alert.search.title,
                "rhythm": Rhythm(alert.rhythm).label,
                "url": _own_url(alert.watcher),
            },
        )


def news_message(
    watcher: Watcher, told: Sequence[tuple[Alert, News]], *, now: datetime
) -> EmailMultiAlternatives:
    """One message with what is to be told of every search in `told`, each with some news."""
    with override(watcher.language):
        chapters = [_chapter(alert, news) for alert, news in told]
        new = sum(len(news.new) for _alert, news in told)
        subject = _("News in your searches")
        if len(told) == 1:
            subject = _("News in your search: %(search)s") % {"search": _short(chapters[0].title)}
        if new:
            count = ngettext("%(count)s new result", "%(count)s new results", new)
            subject = f"{count % {'count': new}} – {subject}"
        own, leave = _own_url(watcher), absolute(reverse("alerts:leave", args=[watcher.token]))
        message = _message(
            watcher,
            subject,
            "news",
            {"chapters": chapters, "day": day(now), "own_url": own, "leave_url": leave},
        )
    host = urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname
    message.extra_headers |= {
        "Precedence": "bulk",
        "List-Id": f"Terrain commun <alertes.{host}>",
        # RFC 8058: a mail program leaves with one POST to this address.
        "List-Unsubscribe": f"<{leave}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    return message


def _short(title: str) -> str:
    """The title of a search as it fits into a subject."""
    return Truncator(title).chars(MOST_IN_SUBJECT)


def _own_url(watcher: Watcher) -> str:
    return absolute(reverse("alerts:own", args=[watcher.token]))


def _chapter(alert: Alert, news: News) -> Chapter:
    def lines(hits: Sequence[Hit]) -> list[Line]:
        return [_line(hit, news) for hit in hits]

    told = (
        (_("New"), lines(news.new)),
        (_("Changed"), lines(news.changed)),
        (_("Soon withdrawn"), lines(news.closing)),
        (_("Withdrawn"), [Line(title) for title in news.withdrawn]),
    )
    return Chapter(
        title=alert.search.title,
        url=results_url(alert.search),
        sections=tuple(
            Section(title, tuple(found[:MOST_LINES]), max(0, len(found) - MOST_LINES))
            for title, found in told
            if found
        ),
        ends=alert.rhythm == Rhythm.ONCE,
    )


def _line(hit: Hit, news: News) -> Line:
    notes = [dated.who(hit.data), dated.when(hit.kind, hit.data)]
    if hit.id in news.ends:
        notes.append(_("Online until %(day)s") % {"day": day(news.ends[hit.id])})
    return Line(hit.title, absolute(hit.url), hit.summary, " · ".join(filter(None, notes)))


def _message(
    watcher: Watcher, subject: str, template: str, context: dict[str, Any]
) -> EmailMultiAlternatives:
    """The message of `template`, as text and as HTML, in the active language."""
    context = {**context, "subject": subject, "language": get_language()}
    message = EmailMultiAlternatives(
        subject=subject,
        body=render_to_string(f"alerts/mail/{template}.txt", context),
        to=[watcher.email],
        headers={"Auto-Submitted": "auto-generated"},  # RFC 3834: no automatic answer
    )
    message.attach_alternative(
        render_to_string(f"alerts/mail/{template}.html", context), "text/html"
    )
    return message
