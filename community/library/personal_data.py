"""What the library keeps about a member, and what becomes of it with the account."""

from django.utils.translation import gettext as _

from community.library.models import Reuse, SharedDocument, Version
from community.library.states import State
from community.models import Report
from members.models import User
from members.personal_data import Section


def known(member: User) -> list[Section]:
    """Documents that the member shared, with their versions, and those used again."""
    documents = SharedDocument.objects.filter(author=member).order_by("made_at", "pk")
    versions = Version.objects.filter(document__author=member).select_related("document")
    reuses = Reuse.objects.filter(member=member).select_related("document")
    reports = Report.objects.filter(member=member).exclude(document=None)
    reports = reports.select_related("document")
    return [
        Section(
            _("Documents that I shared"),
            [
                {
                    _("Title"): one.title,
                    _("Summary"): one.summary,
                    _("Status"): one.get_state_display(),
                    _("Reason"): one.reason,
                    _("Date"): one.made_at,
                    _("Address"): one.get_absolute_url(),
                }
                for one in documents
            ],
        ),
        Section(
            _("Files of these documents"),
            [
                {
                    _("Document"): one.document.title,
                    _("What changed"): one.changes,
                    _("Reason"): one.reason,
                    _("Date"): one.made_at,
                    _("Address"): one.get_absolute_url(),
                }
                for one in versions
            ],
        ),
        Section(
            _("Documents that I used again"),
            [
                {
                    _("Document"): one.document.title,
                    _("What for"): one.purpose,
                    _("Date"): one.made_at,
                }
                for one in reuses
            ],
        ),
        Section(
            _("Documents that I reported"),
            [
                {
                    _("Document"): one.document.title if one.document else "",
                    _("Reason"): one.reason,
                    _("Date"): one.made_at,
                }
                for one in reports
            ],
        ),
    ]


def forget(member: User, *, remove: bool) -> None:
    """Delete what nobody else sees, and with `remove` the rest too, with its files.

    What others made of a document stays: they know it by its title and link alone.
    """
    documents = SharedDocument.objects.filter(author=member)
    if remove:
        Reuse.objects.filter(member=member).delete()
    else:
        documents = documents.exclude(state=State.PUBLISHED)
        Version.objects.filter(document__author=member, shown_at=None).delete()
    documents.delete()
