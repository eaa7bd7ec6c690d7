"""Whoever moderates has a second factor, as those who enter the administration have."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from community.permissions import access
from members.models import User
from members.second_factor import SecondFactorOfEditors

# What only moderators do (names of community.urls and of community.library.urls).
MODERATING = frozenset(
    f"community:{name}"
    for name in (
        "queue",
        "log",
        "approve",
        "refuse",
        "keep",
        "close",
        "pin",
        "move",
        "merge",
        "decide-appeal",
        "split",
    )
) | frozenset(f"library:{name}" for name in ("approve", "refuse", "keep"))


class SecondFactorOfModerators(SecondFactorOfEditors):
    """The same for those who moderate the community and may not enter the administration."""

    why = _("Moderating asks for a second factor: choose one below.")

    def asks(self, request: HttpRequest, user: User) -> bool:
        match = request.resolver_match
        return (
            match is not None
            and match.view_name in MODERATING
            and bool(access(user).categories("can_approve_posts"))
        )
