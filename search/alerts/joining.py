"""From an address that was typed to an alert that its owner confirmed (double opt-in)."""

from datetime import datetime

from django.core.signing import BadSignature, SignatureExpired, TimestampSigner
from django.db import transaction
from django.utils import timezone

from search.alerts import mails
from search.alerts.limits import address_allowed
from search.alerts.models import CONFIRM_WITHIN, Alert, Rhythm, WatchedSearch, Watcher
from search.alerts.questions import query_of
from search.alerts.watching import Snapshot, look, snapshot

# The dot is left alone by programs that make links of addresses in plain text.
SIGNER = TimestampSigner(sep=".", salt="search.alerts.confirmation")


class LinkExpiredError(Exception):
    """The link was ours, but came too late, or what it confirms is gone."""


def ask_for_alert(
    *, email: str, rhythm: Rhythm, parameters: str, locale: str, title: str, now: datetime
) -> None:
    """Send to `email` what its owner needs to confirm; nothing, beyond the limit of an address.

    An alert that stands already is not changed: whoever typed the address may not own it. OSError
    or ValueError when the message could not be sent: the request is kept, and may be repeated.
    """
    email = email.lower()
    if not address_allowed(email, now):
        return
    with transaction.atomic():
        watcher, _new = Watcher.objects.get_or_create(email=email, defaults={"language": locale})
        search, _new = WatchedSearch.objects.get_or_create(
            parameters=parameters, locale=locale, defaults={"title": title}
        )
        alert, _new = Alert.objects.get_or_create(
            watcher=watcher, search=search, defaults={"rhythm": rhythm, "asked_at": now}
        )
        if alert.confirmed_at is None:
            alert.rhythm, alert.asked_at = rhythm, now
            alert.save(update_fields=["rhythm", "asked_at"])
    if alert.confirmed_at is None:
        mails.confirmation(alert, signed(alert)).send()
    else:
        mails.already_there(alert).send()


def signed(alert: Alert) -> str:
    """What the link of confirmation holds."""
    return SIGNER.sign(str(alert.pk))


def alert_of(link: str) -> Alert:
    """The alert that a signed link confirms. BadSignature: not ours; LinkExpiredError: too late."""
    try:
        key = SIGNER.unsign(link, max_age=CONFIRM_WITHIN)
    except SignatureExpired as error:
        raise LinkExpiredError from error
    if not key.isdecimal():
        raise BadSignature
    alert = Alert.objects.select_related("watcher", "search").filter(pk=key).first()
    if alert is None:
        raise LinkExpiredError
    return alert


def confirm(alert: Alert, *, now: datetime) -> None:
    """Begin to watch: what is found now is taken as known. A second time changes nothing.

    From now on the person is written to in the language of this search.
    """
    if alert.confirmed_at is not None:
        return
    found: Snapshot | None = {}
    if alert.rhythm != Rhythm.ONCE:  # which waits for the first thing that is found
        hits = look(query_of(alert.search))
        found = None if hits is None else snapshot(hits)
    with transaction.atomic():
        Alert.objects.filter(pk=alert.pk, confirmed_at=None).update(
            confirmed_at=now, checked_on=timezone.localdate(now), seen=found
        )
        Watcher.objects.filter(pk=alert.watcher_id).update(language=alert.search.locale)
