"""Leaving: what a person no longer wants, or never confirmed, is deleted at once."""

from datetime import datetime

from django.db import transaction

from search.alerts.limits import DAY, address_key
from search.alerts.models import UNCONFIRMED_KEPT, Alert, Attempt, WatchedSearch, Watcher


def stop(alert: Alert) -> None:
    """End one alert; with the last one, the address goes too."""
    with transaction.atomic():
        alert.delete()
        forget_unused()


def leave(watcher: Watcher) -> None:
    """End every alert of a person and delete the address."""
    with transaction.atomic():
        watcher.delete()
        forget_unused()


def forget(email: str) -> bool:
    """Remove every trace of an address, the count of its requests too; whether there was one."""
    email = email.strip().lower()
    attempts, _each = Attempt.objects.filter(key=address_key(email)).delete()
    watcher = Watcher.objects.filter(email=email).first()
    if watcher is not None:
        leave(watcher)
    return watcher is not None or attempts > 0


def forget_unused() -> None:
    """Delete addresses that watch nothing, and searches that nobody watches."""
    Watcher.objects.filter(alerts=None).delete()
    WatchedSearch.objects.filter(alerts=None).delete()


def forget_idle(now: datetime) -> None:
    """Delete what was not confirmed in UNCONFIRMED_KEPT, and attempts that no limit counts."""
    with transaction.atomic():
        Alert.objects.filter(confirmed_at=None, asked_at__lt=now - UNCONFIRMED_KEPT).delete()
        forget_unused()
    Attempt.objects.filter(at__lt=now - DAY).delete()
