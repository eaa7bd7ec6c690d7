"""All that the site knows of one member: shown, handed over, and deleted with the account.

Each room that keeps something about members registers a holder; this room knows none of them.
Rights of access, portability and erasure: Regulation (EU) 2016/679, articles 15, 20 and 17.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import ModelLogEntry

from members.models import Consent, User, WaitingLetter

Entry = dict[str, Any]  # what → value: text, a date, a number or nothing


@dataclass(frozen=True)
class Section:
    """Some of what is known, under a title, in the language of the request."""

    title: str
    entries: Sequence[Entry]


class Holder(Protocol):
    """What keeps data about members."""

    def known(self, member: User) -> list[Section]:
        """All that it keeps about `member`."""

    def forget(self, member: User, *, remove: bool) -> None:
        """Delete it before the account is; `remove`: also what the member wrote for others."""


class LastAdministratorError(Exception):
    """Nobody would be left who may do everything."""


_holders: list[Holder] = []


def register(holder: Holder) -> None:
    """Called once by each room, when its app is ready."""
    if holder not in _holders:
        _holders.append(holder)


def known(member: User) -> list[Section]:
    """All that is known of `member`: the account, then what each room keeps."""
    sections = [*_of_account(member)]
    for holder in _holders:
        sections += holder.known(member)
    return [section for section in sections if section.entries]


@transaction.atomic
def delete_account(*, member: User, remove: bool) -> None:
    """Delete an account for good; what it wrote stays without a name, or goes too (`remove`).

    LastAdministratorError for the last account that may do everything.
    """
    if member.is_superuser:
        others = User.objects.filter(is_superuser=True, is_active=True).exclude(pk=member.pk)
        if not others.exists():
            raise LastAdministratorError
    for holder in _holders:
        holder.forget(member, remove=remove)
    # Sessions hold the address (how one signed in); the log of the administration, the name.
    key = str(member.pk)
    for session in Session.objects.iterator():
        if session.get_decoded().get(SESSION_KEY) == key:
            session.delete()
    ModelLogEntry.objects.for_instance(member).delete()
    WaitingLetter.objects.filter(to__iexact=member.email).delete()
    member.delete()


def _of_account(member: User) -> list[Section]:
    account = {
        _("Displayed name"): member.display_name,
        _("E-mail address"): member.email,
        _("Member since"): member.date_joined,
        _("Last signed in"): member.last_login,
        _("Warned that the account goes"): member.warned_at,
        _("Roles"): ", ".join(group.name for group in member.groups.all()),
    }
    addresses = EmailAddress.objects.filter(user=member)
    factors = Authenticator.objects.filter(user=member)
    elsewhere = SocialAccount.objects.filter(user=member)
    return [
        Section(_("My account"), [account]),
        Section(
            _("E-mail addresses"),
            [
                {_("E-mail address"): one.email, _("Confirmed"): _yes(one.verified)}
                for one in addresses
            ],
        ),
        Section(
            _("Consents"),
            [
                {
                    _("Subject"): one.get_subject_display(),
                    _("Version"): one.version,
                    _("Date"): one.given_at,
                }
                for one in Consent.objects.filter(user=member)
            ],
        ),
        Section(
            _("Second factor"),
            [
                {
                    _("Kind"): one.get_type_display(),
                    _("Date"): one.created_at,
                    _("Last used"): one.last_used_at,
                }
                for one in factors
            ],
        ),
        Section(
            _("Letters that wait for the mail server"),
            [
                {_("Subject"): one.subject, _("Text"): one.text, _("Date"): one.written_at}
                for one in WaitingLetter.objects.filter(to__iexact=member.email)
            ],
        ),
        Section(
            _("Accounts of other sites"),
            [
                {_("Site"): one.provider, _("Identifier"): one.uid, _("Date"): one.date_joined}
                for one in elsewhere
            ],
        ),
    ]


def _yes(value: bool) -> str:
    return _("Yes") if value else _("No")
