"""Wagtail's administration, where it lets files in by other doors than ours."""

from typing import Any

from django.templatetags.static import static
from wagtail import hooks
from wagtail.admin.views.account import AvatarSettingsPanel

# Portraits of editors would be stored unchecked; nothing shows them. Wagtail has no setting.
AvatarSettingsPanel.is_active = lambda self: False


@hooks.register("get_avatar_url")
def default_portrait(user: Any, size: int) -> str:
    return static("wagtailadmin/images/default-user-avatar.png")
