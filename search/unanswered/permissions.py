"""Who deals with searches without an answer: nobody adds one, editors decide about them."""

from typing import Any

from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy

from search.unanswered.models import UnansweredSearch


class CountedNotAdded(ModelPermissionPolicy):
    """Django's permissions, but for "add": not even a superuser makes up what people sought."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action != "add" and super().user_has_permission(user, action)

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)


policy = CountedNotAdded(UnansweredSearch)


def register() -> None:
    register_permission_policy(UnansweredSearch, policy)


def may_decide(user: Any) -> bool:
    return bool(user and policy.user_has_permission(user, "change"))
