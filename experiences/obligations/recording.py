"""What members note for their organisation: how far an obligation is met, and facts that count."""

from datetime import date
from decimal import Decimal

from django.core.files.base import File
from django.db import transaction

from experiences.obligations.crossing import remember
from experiences.obligations.models import Change, Facts, Obligation, Proof, Record
from members.models import User
from members.organisations.models import Organisation


@transaction.atomic
def note(
    *,
    organisation: Organisation,
    obligation: Obligation,
    by: User,
    status: str,
    on: date | None,
    text: str = "",
    file: File | None = None,
    remove_proof: bool = False,
) -> Record:
    """Keep where `organisation` stands, in the place of what it had noted; history keeps both.

    `obligation`: of the default locale; `file`: takes the place of the former proof. UploadRefused
    when it is none of the accepted kinds.
    """
    # Two members at once: the second waits here, and then sees the first.
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    found = Record.objects.filter(organisation=organisation, obligation=obligation).first()
    record = found or Record(organisation=organisation, obligation=obligation)
    record.status, record.on, record.note, record.changed_by = status, on, text, by
    record.save()
    proof = Proof.objects.filter(record=record).first()
    if proof and (file or remove_proof):
        proof.delete()
        proof = None
    if file:
        proof = Proof(record=record, added_by=by)
        proof.file = file
        proof.save()
    Change.objects.create(
        organisation=organisation,
        obligation=obligation,
        by=by,
        status=status,
        on=on,
        note=text,
        proof=str(proof or "")[:100],
    )
    return record


@transaction.atomic
def erase(*, record: Record, by: User) -> None:
    """Delete what was noted, with its proof; that it was there, and who deleted it, is history."""
    Change.objects.create(organisation=record.organisation, obligation=record.obligation, by=by)
    record.delete()


@transaction.atomic
def note_facts(
    *, organisation: Organisation, by: User, staff: Decimal | None, surface: Decimal | None
) -> Facts:
    """Keep facts about an organisation; what they change is known to its members: no notice."""
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    values = {"staff": staff, "surface": surface, "updated_by": by}
    facts, _made = Facts.objects.update_or_create(organisation=organisation, defaults=values)
    remember(organisation)
    return facts
