"""Demonstration accounts by function; only where the settings give them a password."""

from django.conf import settings
from django.contrib.auth.models import Group

from members.addresses import vouch_for_address
from members.consents import agree
from members.models import User
from members.roles import Role

# Function → address, displayed name, group of the role (made by a migration of members) or "".
ACCOUNTS = {
    "Commune": ("commune@example.org", "Mairie (démonstration)", ""),
    "Rédaction": ("redaction@example.org", "Rédaction (démonstration)", Role.EDITOR),
    "Modération": ("moderation@example.org", "Modération (démonstration)", Role.MODERATOR),
    "Administration": (
        "administration@example.org",
        "Administration (démonstration)",
        Role.ADMINISTRATOR,
    ),
}


def create_accounts() -> list[tuple[str, str]]:
    """Make the missing accounts; function and address of each that there is.

    Nothing without `settings.DEMONSTRATION_PASSWORD`, which production does not have. An account
    that exists keeps its password and its rights.
    """
    password: str = getattr(settings, "DEMONSTRATION_PASSWORD", "")
    if not password:
        return []
    for email, name, group in ACCOUNTS.values():
        if User.objects.filter(email=email).exists():
            continue
        is_administrator = group == Role.ADMINISTRATOR
        user = User.objects.create_user(
            email,
            password,
            display_name=name,
            is_staff=is_administrator,
            is_superuser=is_administrator,
        )
        user.groups.set(Group.objects.filter(name=group))
        vouch_for_address(user=user)
        agree(user=user)
    return [(function, email) for function, (email, _name, _group) in ACCOUNTS.items()]
