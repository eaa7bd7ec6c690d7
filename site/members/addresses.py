"""Which address of an account is known to be its owner's."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from django.apps import apps
from django.db import transaction

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from members.models import User

# Accounts that are deleted in one transaction.
AT_ONCE = 200


def vouch_for_address(*, user: "User") -> None:
    """Record that the address of `user` is theirs, where somebody else than they says so.

    For accounts made in the administration, by a command or by a migration: whoever makes one
    answers for its address, and no message of confirmation is sent. An account has one address
    (ACCOUNT_CHANGE_EMAIL): others, confirmed or waiting, are forgotten.
    """
    addresses = apps.get_model("account", "EmailAddress").objects.filter(user=user)
    addresses.exclude(email=user.email).delete()
    addresses.update_or_create(
        user=user, email=user.email, defaults={"verified": True, "primary": True}
    )


def release_address(*, email: str, keeping: "User") -> None:
    """Delete the accounts that others began with `email` and never confirmed.

    For `keeping`, who has just proven that the address is theirs. Nobody has ever signed in to
    the accounts that go: an address is confirmed first (ACCOUNT_EMAIL_VERIFICATION).
    """
    never_confirmed().filter(email__iexact=email).exclude(pk=keeping.pk).delete()


def never_confirmed() -> "QuerySet[User]":
    """Accounts that somebody began and whose address nobody ever confirmed."""
    return (
        apps.get_model("members", "User")
        .objects.filter(last_login=None, is_superuser=False)
        .exclude(emailaddress__verified=True)
    )


def delete_unconfirmed(*, before: datetime, progress: Callable[[int, int], None]) -> int:
    """Delete the accounts that were begun `before` then and never confirmed; how many.

    A few at a time: what is done stays done when the run is broken off. `progress` is told
    (done, total) after each of them. Storage limitation: GDPR, article 5, paragraph 1, e.
    """
    due = list(never_confirmed().filter(date_joined__lt=before).values_list("pk", flat=True))
    deleted = 0
    for start in range(0, len(due), AT_ONCE):
        # Anew: one of them may have been confirmed in the meantime.
        with transaction.atomic():
            accounts = never_confirmed().filter(pk__in=due[start : start + AT_ONCE])
            deleted += accounts.count()
            accounts.delete()
        progress(min(start + AT_ONCE, len(due)), len(due))
    return deleted
