"""What there is to know of the search server, for `manage.py search_status`."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from elasticsearch import ApiError, Elasticsearch, TransportError

from search.engines.elasticsearch.server import Unfit, check_server, in_words
from search.engines.elasticsearch.standing import is_sound, locales, read_from, standing
from search.models import Change, Document, Refusal

LATE = timedelta(minutes=1)  # a worker that runs lets nothing wait that long


@dataclass
class IndexState:
    locale: str
    names: list[str]  # what searches read: one index, if all is well
    held: int  # documents
    wanted: int  # documents of the database that the server does not refuse
    sound: bool


@dataclass
class State:
    unusable: str = ""  # why the server cannot be used, in one line
    version: str = ""
    cluster: str = ""
    health: str = ""  # green, yellow, red
    indices: list[IndexState] = field(default_factory=list)
    due: int = 0
    oldest: datetime | None = None  # of what is due
    refused: int = 0

    @property
    def troubles(self) -> list[str]:
        """One line for each thing that is wrong and does not pass by itself at once."""
        if self.unusable:
            return [self.unusable]
        found = []
        if self.health == "red":
            found.append(_("The cluster has lost a part of its data: it is red."))
        for index in self.indices:
            if not index.sound:
                found.append(
                    _(
                        "The index of %(locale)s is missing or of another version: "
                        "does the worker run?"
                    )
                    % {"locale": index.locale}
                )
            elif index.held != index.wanted and not self.due:
                found.append(
                    _("The index of %(locale)s differs from the database: run search_check.")
                    % {"locale": index.locale}
                )
        if self.oldest and timezone.now() - self.oldest > LATE:
            found.append(_("Changes wait for more than a minute: does the worker run?"))
        if self.refused:
            found.append(_("The server refuses documents: see Reports in the administration."))
        return found


def state(client: Elasticsearch) -> State:
    """The state of the server, as far as it answers, and of what is due for it."""
    found = State(due=Change.objects.count(), refused=Refusal.objects.count())
    if oldest := Change.objects.order_by("pk").first():
        found.oldest = oldest.created_at
    try:
        found.version = check_server(client)
        health = client.cluster.health()
        found.cluster, found.health = health["cluster_name"], health["status"]
        standing_now = standing(client)
        for locale in locales():
            names = [index.name for index in read_from(standing_now, locale)]
            if names:
                client.indices.refresh(index=names)
            rows = Document.objects.filter(locale=locale)
            refused = Refusal.objects.filter(locale=locale, key__in=rows.values("key"))
            found.indices.append(
                IndexState(
                    locale=locale,
                    names=names,
                    held=client.count(index=names)["count"] if names else 0,
                    wanted=rows.count() - refused.count(),
                    sound=is_sound(standing_now, locale),
                )
            )
    except (ApiError, TransportError, Unfit) as error:
        found.unusable = in_words(error)
    return found
