"""What a person may see of shared documents: every list, count, page and file asks here."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db import models, transaction
from django.db.models import Count, Q

from community.library.signals import documents_changed
from community.library.states import State
from members.models import User

Person = User | AnonymousUser
MODERATES = "library.change_shareddocument"


class SharedDocumentQuerySet(models.QuerySet):
    def public(self) -> "SharedDocumentQuerySet":
        """What everybody may read, without an account: what search, sitemap and feeds tell."""
        return self.filter(state=State.PUBLISHED, members_only=False)

    def listed_for(self, person: Person) -> "SharedDocumentQuerySet":
        """Published ones that the person may read: what lists and counts tell."""
        return self.filter(state=State.PUBLISHED) if person.is_authenticated else self.public()

    def visible_to(self, person: Person) -> "SharedDocumentQuerySet":
        """Published ones as above; in every other state for the author, and but drafts for
        moderators."""
        if not person.is_authenticated:
            return self.public()
        seen = Q(state=State.PUBLISHED) | Q(author=person)
        if person.has_perm(MODERATES):
            seen |= ~Q(state=State.DRAFT)
        return self.filter(seen)

    def waiting(self) -> "SharedDocumentQuerySet":
        """Those that a moderator is to look at."""
        return self.filter(state=State.HELD)

    def reported(self) -> "SharedDocumentQuerySet":
        """Those with a report that nobody has decided about yet, with their reports."""
        reported = self.filter(reports__decided_at=None, reports__isnull=False).distinct()
        return reported.prefetch_related("reports").order_by("pk")

    def unpublished_of(self, person: Person) -> "SharedDocumentQuerySet":
        """What a member has begun, and what waits or was refused."""
        if not person.is_authenticated:
            return self.none()
        states = (State.DRAFT, State.HELD, State.REFUSED)
        return self.filter(author=person, state__in=states)

    def with_places(self) -> "SharedDocumentQuerySet":
        """With what names where it is from, and how often it was used again."""
        return self.select_related(
            "territory__departement", "organisation__territory__departement", "author"
        ).annotate(reuses_count=Count("reuses", distinct=True))

    @transaction.atomic
    def update(self, **values: Any) -> int:
        """As Django's, which no signal tells of: whoever listens to `documents_changed` hears."""
        documents = list(self.values_list("pk", flat=True))
        written = super().update(**values)
        documents_changed.send(sender=self.model, documents=documents)
        return written


class VersionQuerySet(models.QuerySet):
    def shown(self) -> "VersionQuerySet":
        """Those that were published, and not withdrawn since."""
        return self.exclude(shown_at=None).filter(withdrawn_at=None)
