"""The towns of the sheets as organisations, and one account that belongs to the first of them."""

from django.db import transaction

from experiences.models import SheetTerritory
from home.demonstration.accounts import ACCOUNTS
from members.models import User
from members.organisations.belonging import organisation_of
from members.organisations.models import Membership, Organisation, Profile
from territories.models import Territory

TOWN = "Commune"


@transaction.atomic
def load_organisations() -> int:
    """Make what governs each commune of the sheets; how many there are more.

    The account "Commune" becomes referent of the first by name, and is in the directory. Nothing
    without that account, or once there are organisations.
    """
    member = User.objects.filter(email=ACCOUNTS[TOWN][0]).first()
    if member is None or Organisation.objects.exists():
        return 0
    acting = SheetTerritory.objects.values("territory")
    communes = list(Territory.objects.present().communes().filter(pk__in=acting))
    made = [organisation_of(territory=commune) for commune in communes]
    if made:
        Membership.objects.create(
            member=member,
            organisation=made[0],
            role=Membership.Role.REFERENT,
            status=Membership.Status.CONFIRMED,
            proven_by=Membership.Proof.MODERATOR,
        )
        Profile.objects.create(member=member, listed=True)
    return len(made)
