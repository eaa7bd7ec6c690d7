"""Which shared documents wait for a moderator before others see them, and why.

As in the forum (`community.holding`), the reasons are facts that a member can be told.
"""

from community.blocking import leads_to_blocked
from community.holding import links_elsewhere
from community.library.models import SharedDocument, Version
from community.library.personal_marks import marks
from community.library.querysets import MODERATES
from community.library.states import Reason, State
from members.models import User


def reasons_to_hold(
    *, document: SharedDocument, author: User, version: Version | None
) -> list[str]:
    """Values of `Reason`; none: all may see it. `version`: the one that is not shown yet, if any.

    Two queries, and one more where it leads elsewhere.
    """
    if author.has_perm(MODERATES):
        return []
    organisation = document.organisation
    found = {
        Reason.FIRST: not published_before(author, beside=document.pk),
        Reason.UNCONFIRMED: not writes_for(author, document),
        Reason.COMPANY: bool(organisation and organisation.is_company),
        Reason.PERSONAL: bool(version and marks(version.text)),
        Reason.UNREAD: bool(version and not version.text),
        Reason.AGAIN: document.state == State.REFUSED,
        Reason.BLOCKED: leads_astray(document),
    }
    return [reason.value for reason, holds in found.items() if holds]


def leads_astray(document: SharedDocument) -> bool:
    """Whether one of its links is to a domain that moderators blocked: as it is, as its source, or
    in what is written about it (decision 27). One query at most."""
    written = f"{document.summary}\n\n{document.source_text}"
    links = [document.url, document.source_url, *links_elsewhere(written)]
    return leads_to_blocked(filter(None, links))


def published_before(author: User, *, beside: int) -> bool:
    """Whether a document of theirs is published, or the one in hand was."""
    published = SharedDocument.objects.filter(author=author, state=State.PUBLISHED)
    return published.exclude(pk=beside).exists() or (
        SharedDocument.objects.filter(pk=beside).exclude(published_at=None).exists()
    )


def writes_for(author: User, document: SharedDocument) -> bool:
    """Whether it was shared for an organisation to which the author surely belongs."""
    if document.organisation_id is None:
        return False
    confirmed = author.memberships.confirmed()
    return bool(confirmed.filter(organisation=document.organisation_id).exists())
