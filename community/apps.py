"""What towns contribute; the only room that imports django-machina."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommunityConfig(AppConfig):
    default_auto_field = "django.db.models.BigAutoField"
    name = "community"
    verbose_name = _("Community")

    def ready(self) -> None:
        from community import personal_data, receivers
        from community.forum_conversation.forum_attachments.models import FOLDER, Attachment
        from media.orphans import register_folder
        from members.personal_data import register

        receivers.connect()
        register(personal_data)
        register_folder(storage="default", folder=FOLDER, model=Attachment)
