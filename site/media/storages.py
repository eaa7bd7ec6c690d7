"""Where uploaded files lie: originals and documents out of the public's reach, renditions in it."""

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.utils.functional import cached_property


class PrivateFiles(FileSystemStorage):
    """Files without a public address; served, if at all, by a view that checks who asks."""

    @cached_property
    def base_location(self) -> str:
        # As in Django's own, which falls back to MEDIA_ROOT.
        return self._value_or_setting(self._location, settings.PRIVATE_MEDIA_ROOT)  # type: ignore[attr-defined]

    def url(self, name: str | None) -> str:
        """NotImplementedError, which Django and Wagtail read as "has no address"."""
        raise NotImplementedError(f"{name} is private.")


class PublicFiles(FileSystemStorage):
    """Renditions and share cards under MEDIA_ROOT, at MEDIA_URL: the web server serves them."""
