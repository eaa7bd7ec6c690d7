"""What every calendar of ours says of itself, and how its entries are told apart (RFC 5545)."""

from urllib.parse import urlsplit

from django.conf import settings
from icalendar import Calendar


def empty_calendar(name: str, *, product: str) -> Calendar:
    """A calendar called `name`; `product`: which part of the site made it."""
    calendar = Calendar()
    calendar.add("prodid", f"-//{settings.WAGTAIL_SITE_NAME}//{product}//FR")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    return calendar


def identity(key: str) -> str:
    """The UID of the entry of `key`, which stands for one thing on this site, for ever."""
    host = urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname or "localhost"
    return f"{key}@{host}"
