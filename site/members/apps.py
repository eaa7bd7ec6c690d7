"""People who sign in: the user model, and the accounts in the administration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from wagtail.users.apps import WagtailUsersAppConfig


class MembersConfig(AppConfig):
    default = True
    default_auto_field = "django.db.models.BigAutoField"
    name = "members"
    verbose_name = _("Members")


class AccountsConfig(WagtailUsersAppConfig):
    """Replaces `wagtail.users`: accounts are known by their e-mail address."""

    user_viewset = "members.views.AccountViewSet"
