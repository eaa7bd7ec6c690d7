"""How many self-diagnoses one origin may begin without an account: nobody fills the site."""

from datetime import datetime, timedelta

from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from experiences.diagnostic.models import Start
from members.origins import origin

HOUR = timedelta(hours=1)
MOST_STARTS = 20  # an hour: a whole town hall, or a workshop, may share one connection


def start_allowed(request: HttpRequest, now: datetime) -> bool:
    """Whether whoever sent `request` may begin another one; counts it, forgets what is older."""
    # Keyed with the site's secret: without it, addresses cannot be tried against what is kept.
    key = salted_hmac("diagnostic.limits", origin(request), algorithm="sha256").hexdigest()
    Start.objects.filter(at__lte=now - HOUR).delete()
    if Start.objects.filter(key=key).count() >= MOST_STARTS:
        return False
    Start.objects.create(key=key, at=now)
    return True
