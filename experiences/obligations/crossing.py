"""That a rule begins or ceases to apply to an organisation: seen, noted, told once.

Its population changed, it merged, a rule came into force: what applies now is compared with what
was kept the last time. What members supply themselves raises no notice.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import override

from experiences.obligations.applying import Standing, standing
from experiences.obligations.facts import NOTHING, Supplied
from experiences.obligations.mails import notice_letter
from experiences.obligations.models import Facts, KeptVerdict, Notice
from experiences.obligations.rights import PLACES, told
from members.mail_server import open_connection
from members.organisations.models import Membership, Organisation
from members.waiting_letters import send


@dataclass
class Report:
    """What a run did."""

    looked_at: int = 0  # organisations
    notices: int = 0
    sent: int = 0  # letters, those that wait for the mail server included
    failed: int = 0
    uncertain: int = 0


def supplied(organisation: Organisation) -> Supplied:
    """The facts that its members noted. One query."""
    found = Facts.objects.filter(organisation=organisation).first()
    return found.supplied if found else NOTHING


def standings_of(organisation: Organisation) -> list[Standing]:
    """Where an organisation stands, with the facts that it noted; of what it has become part of.

    Two queries: its territory is loaded (`rights.PLACES`).
    """
    assert organisation.territory  # noqa: S101  (a governing body has one)
    return standing(organisation.territory.current, supplied(organisation))


def remember(organisation: Organisation) -> list[Standing]:
    """Keep what applies now as what was looked at last. No notice."""
    found = standings_of(Organisation.objects.select_related(*PLACES).get(pk=organisation.pk))
    KeptVerdict.objects.bulk_create(
        [
            KeptVerdict(
                organisation=organisation,
                obligation=one.original,
                verdict=one.verdict,
                looked_at=timezone.now(),
            )
            for one in found
        ],
        update_conflicts=True,
        unique_fields=["organisation", "obligation"],
        update_fields=["verdict", "looked_at"],
    )
    return found


def followed() -> list[int]:
    """The bodies of a territory with a confirmed member."""
    mine = Membership.objects.confirmed().values("organisation")
    rows = Organisation.objects.filter(
        kind__in=Organisation.GOVERNING, territory__isnull=False, pk__in=mine
    )
    return list(rows.order_by("pk").values_list("pk", flat=True))


def notice_crossings(
    *,
    now: datetime,
    progress: Callable[[int, int], None] = lambda done, total: None,
    stopped: Callable[[], bool] = lambda: False,
) -> Report:
    """Look at every followed organisation; one that is new is looked at without a notice.

    MailServerAwayError before anything is noted while the mail server is away.
    """
    report, keys = Report(), followed()
    open_connection().close()
    for done, pk in enumerate(keys, start=1):
        if stopped():
            break
        with override(settings.LANGUAGE_CODE):
            _look(pk, report)
        progress(done, len(keys))
    return report


@transaction.atomic
def _look(pk: int, report: Report) -> None:
    """Notices, what is kept and the letters that tell of them: all of it, or nothing."""
    organisation = Organisation.objects.select_for_update().get(pk=pk)
    before = dict(
        KeptVerdict.objects.filter(organisation=organisation).values_list(
            "obligation_id", "verdict"
        )
    )
    changed = [
        Notice(
            organisation=organisation,
            obligation=one.original,
            before=before[one.original.pk],
            now=one.verdict,
            reason=one.reason,
        )
        for one in remember(organisation)
        if before.get(one.original.pk, one.verdict) != one.verdict
    ]
    report.looked_at += 1
    if not changed:
        return
    notices = Notice.objects.bulk_create(changed)
    report.notices += len(notices)
    for member in told(organisation):
        # One that the server does not take now is kept, and leaves with `send_letters`.
        send(notice_letter(to=member.email, organisation=organisation, notices=notices))
        report.sent += 1
