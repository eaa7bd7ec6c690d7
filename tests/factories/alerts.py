"""People who watch searches, and what they watch; confirmed unless `waiting`."""

from datetime import timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from search.alerts.models import Alert, Rhythm, WatchedSearch, Watcher


class WatcherFactory(DjangoModelFactory):
    class Meta:
        model = Watcher

    email = factory.Sequence(lambda number: f"mairie-{number}@oeuilly.example")
    language = "fr"


class WatchedSearchFactory(DjangoModelFactory):
    class Meta:
        model = WatchedSearch
        django_get_or_create = ("parameters", "locale")

    parameters = "q=%C3%A9clairage"
    locale = "fr"
    title = "« éclairage »"


class AlertFactory(DjangoModelFactory):
    """Watches « éclairage » every day and has seen nothing so far, last looked at yesterday."""

    class Meta:
        model = Alert

    class Params:
        waiting = factory.Trait(confirmed_at=None, checked_on=None, seen=None)

    watcher = factory.SubFactory(WatcherFactory)
    search = factory.SubFactory(WatchedSearchFactory)
    rhythm = Rhythm.DAILY
    asked_at = factory.LazyFunction(timezone.now)
    confirmed_at = factory.LazyFunction(timezone.now)
    checked_on = factory.LazyFunction(lambda: timezone.localdate() - timedelta(days=1))
    seen = factory.LazyFunction(dict)
