"""Which address of an account is known to be its owner's."""

from typing import TYPE_CHECKING

from django.apps import apps

if TYPE_CHECKING:
    from members.models import User


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
    apps.get_model("members", "User").objects.filter(email__iexact=email, last_login=None).exclude(
        pk=keeping.pk
    ).exclude(emailaddress__verified=True).delete()
