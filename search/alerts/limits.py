"""How many messages one address may be sent, and one origin ask for, so that nobody is flooded."""

from datetime import datetime, timedelta
from ipaddress import ip_address, ip_network

from django.http import HttpRequest
from django.utils.crypto import salted_hmac

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


def origin(request: HttpRequest) -> str:
    """The network that a request comes from: an IPv4 address, or the /64 of an IPv6 one.

    Behind a proxy, what the proxy itself wrote: the last of X-Forwarded-For. Never kept as it is.
    """
    forwarded = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
    for given in (forwarded, request.META.get("REMOTE_ADDR", "")):
        try:
            address = ip_address(given)
        except ValueError:
            continue
        length = 32 if address.version == 4 else 64
        return str(ip_network(f"{address}/{length}", strict=False))
    return ""


def _key(what: str) -> str:
    """Keyed with the site's secret: without it, addresses cannot be tried against what is kept."""
    return salted_hmac("search.alerts.limits", what, algorithm="sha256").hexdigest()


def _allowed(key: str, now: datetime, *, within: timedelta, most: int) -> bool:
    if Attempt.objects.filter(key=key, at__gt=now - within).count() >= most:
        return False
    Attempt.objects.create(key=key, at=now)
    return True
