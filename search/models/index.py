"""The index of the embedded engine: what is found, counted, sorted and shown, kept in the database.

The terms of each document's text stand beside these tables, in a full-text index that each
database has in its own way: see `search.engines.text`.
"""

from datetime import datetime

from django.db import models
from django.db.models import F, Q
from wagtail.models import Page

from search.kinds import Kind

# What the keys of shared documents are raised by: no page has so high a one, and a number of this
# size is still exact in JavaScript, which reads answers (2^53).
SHARED_FROM = 1_000_000_000_000
# The same for obligations, past those.
OBLIGATIONS_FROM = 2_000_000_000_000


class DocumentQuerySet(models.QuerySet["Document"]):
    def visible(self, now: datetime) -> "DocumentQuerySet":
        """Those whose dates let the public see them at `now`."""
        return self.filter(
            Q(go_live_at=None) | Q(go_live_at__lte=now), Q(expire_at=None) | Q(expire_at__gt=now)
        )


class Document(models.Model):
    """One page, topic, shared document or obligation that the public may see: what filters it.

    Narrow on purpose, since a search reads a row for each match; what only the shown hits need
    is in `DocumentText`.
    """

    # What it is called on the search server and in answers: the key of the page, or minus that of
    # the topic, or that of the shared document past SHARED_FROM, of the obligation past
    # OBLIGATIONS_FROM. One number for all of them, in one order on both sides.
    key = models.BigIntegerField(unique=True)
    page = models.OneToOneField(Page, models.CASCADE, null=True, related_name="+")
    topic = models.OneToOneField(
        "forum_conversation.Topic", models.CASCADE, null=True, related_name="+"
    )
    shared = models.OneToOneField(
        "library.SharedDocument", models.CASCADE, null=True, related_name="+"
    )
    obligation = models.OneToOneField(
        "obligations.Obligation", models.CASCADE, null=True, related_name="+"
    )
    locale = models.CharField(max_length=12)  # language code
    kind = models.CharField(max_length=20, choices=Kind)
    # Every facet value, as "theme=eclairage-public theme=energie taille=3500-19999".
    facets = models.TextField()
    date = models.DateField(null=True)
    # The day on which what it is (open, to come, over) changes next; None: it never does.
    changes_on = models.DateField(null=True)
    completeness = models.FloatField(default=0)  # 0 to 1: how much of what can be told is told
    # Seen from … until, whatever the page's own state: a date that passes needs no reindexing.
    go_live_at = models.DateTimeField(null=True)
    expire_at = models.DateTimeField(null=True)
    # Of its present state on the search server: the key of the change that made it; 0: unknown.
    version = models.BigIntegerField(default=0)
    digest = models.CharField(max_length=32, default="")  # of what `search.writing` wrote last

    objects = DocumentQuerySet.as_manager()

    class Meta:
        indexes = (
            models.Index("locale", name="document_locale"),
            models.Index("changes_on", name="document_changes_on"),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(topic=None, shared=None, obligation=None, key=F("page"))
                | Q(page=None, shared=None, obligation=None, key=-F("topic"))
                | Q(page=None, topic=None, obligation=None, key=F("shared") + SHARED_FROM)
                | Q(page=None, topic=None, shared=None, key=F("obligation") + OBLIGATIONS_FROM),
                name="document_key",
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class DocumentText(models.Model):
    """What is shown and sought of a document."""

    document = models.OneToOneField(Document, models.CASCADE, primary_key=True, related_name="text")
    url = models.CharField(max_length=1000)
    title = models.CharField(max_length=255)
    summary = models.TextField()
    body = models.TextField()  # plain text, from which passages are quoted
    # Sought, never shown; plain text, one a line.
    keywords = models.TextField(default="")
    mentions = models.TextField(default="")
    # [title, text] of each document that it offers, in plain text of one line.
    attached = models.JSONField(default=list)
    data = models.JSONField(default=dict)  # the other public facts of the JSON answer

    def __str__(self) -> str:
        return self.title


class Place(models.Model):
    """That a document is about a territory."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="places")
    territory = models.ForeignKey("territories.Territory", models.CASCADE, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["document", "territory"], name="place_unique"),
        )

    def __str__(self) -> str:
        return f"{self.document_id} {self.territory_id}"


class TitleKey(models.Model):
    """The folded end of a title from one of its words on: finds it while it is typed."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="title_keys")
    # On PostgreSQL in the "C" collation, so that a range of the index finds a beginning.
    key = models.CharField(max_length=80, db_index=True)
    place = models.PositiveSmallIntegerField()  # of the word; 0: the title's first

    def __str__(self) -> str:
        return self.key


class Spelling(models.Model):
    """A word of the index, under each key by which a near spelling of it is found.

    Keys are the folded word and that word with any one letter left out: two words one edit apart
    share a key (symmetric delete).
    """

    locale = models.CharField(max_length=12)
    key = models.CharField(max_length=40)
    word = models.CharField(max_length=40)  # folded
    shown = models.CharField(max_length=40)  # as it is written, in lower case

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["locale", "key", "word"], name="spelling_unique"),
        )

    def __str__(self) -> str:
        return self.shown
