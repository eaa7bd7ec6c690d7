"""Accounts in the administration: by e-mail address, and no way to rise above one's own rights.

Whoever makes an account here, or changes its address, answers for it: nothing is to be confirmed.
"""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.users.views import users

from members.addresses import vouch_for_address
from members.forms import AccountCreationForm, AccountEditForm
from members.models import User


class AccountIndexView(users.IndexView):
    @cached_property
    def columns(self) -> list[Column]:
        """Wagtail's, where the address is called what it is."""
        columns: list[Column] = super().columns
        for column in columns:
            if column.name == User.USERNAME_FIELD:
                column.label = _("E-mail address")
        return columns

    @cached_property
    def search_fields(self) -> set[str]:
        return {"email", "display_name"}


class OnlySuperusersMakeSuperusers:
    """Shows the box to everybody else without letting them tick it."""

    request: HttpRequest

    def get_form(self, *args: Any, **kwargs: Any) -> Any:
        form = super().get_form(*args, **kwargs)  # type: ignore[misc]
        if "is_superuser" in form.fields and not self.request.user.is_superuser:
            form.fields["is_superuser"].disabled = True
        return form


class AccountCreateView(OnlySuperusersMakeSuperusers, users.CreateView):
    def save_instance(self) -> User:
        user: User = super().save_instance()
        vouch_for_address(user=user)
        return user


class AccountEditView(OnlySuperusersMakeSuperusers, users.EditView):
    def save_instance(self) -> User:
        user: User = super().save_instance()
        if "email" in self.form.changed_data:
            vouch_for_address(user=user)
        return user

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        # Whoever sets a superuser's password could sign in as one.
        if self.object.is_superuser and not request.user.is_superuser:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class AccountViewSet(users.UserViewSet):
    menu_label = _("Accounts")
    index_view_class = AccountIndexView
    add_view_class = AccountCreateView
    edit_view_class = AccountEditView

    def get_form_class(self, for_update: bool = False) -> type[Any]:
        return AccountEditForm if for_update else AccountCreationForm
