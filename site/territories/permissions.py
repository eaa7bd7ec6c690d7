"""Who may do what with territories: editors look and choose; only the reference data writes."""

from collections.abc import Iterable

from django.contrib.auth.models import AnonymousUser, PermissionsMixin
from django.db.models import QuerySet
from wagtail.permission_policies import ModelPermissionPolicy

READING = frozenset(("view", "choose"))

User = PermissionsMixin | AnonymousUser


class ReadOnlyPolicy(ModelPermissionPolicy):
    """Everybody who may enter the editors' interface may read; nobody may write."""

    def user_has_permission(self, user: User, action: str) -> bool:
        return action in READING and user.has_perm("wagtailadmin.access_admin")

    def user_has_any_permission(self, user: User, actions: Iterable[str]) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)

    def users_with_any_permission(self, actions: Iterable[str]) -> QuerySet:
        users = super().users_with_any_permission(["view"])
        return users if READING & set(actions) else users.none()
