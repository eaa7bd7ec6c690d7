"""How many messages one address may be sent, and one origin ask for, so that nobody is flooded."""

from datetime import datetime, timedelta

from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from members.origins import origin
from search.alerts.models import Attempt

# Kept no longer than the longest window.
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
MOST_TO_ADDRESS = 5  # a day
MOST_FROM_ORIGIN = 30  # an hour: a whole town hall may share one


def address_allowed(email: str, now: datetime) -> bool:
    """Whether another message may go to `email`; counts it."""
    return _allowed(address_key(email), now, within=DAY, most=MOST_TO_ADDRESS)


def address_key(email: str) -> str:
    """What stands for an address where requests are counted."""
    return _key(f"address {email}")


def origin_allowed(request: HttpRequest, now: datetime) -> bool:
    """Whether whoever sent `request` may ask for another message; counts it."""
    return _allowed(_key(f"origin {origin(request)}"), now, within=HOUR, most=MOST_FROM_ORIGIN)


def _key(what: str) -> str:
    """Keyed with the site's secret: without it, addresses cannot be tried against what is kept."""
    return salted_hmac("search.alerts.limits", what, algorithm="sha256").hexdigest()


def _allowed(key: str, now: datetime, *, within: timedelta, most: int) -> bool:
    if Attempt.objects.filter(key=key, at__gt=now - within).count() >= most:
        return False
    Attempt.objects.create(key=key, at=now)
    return True
