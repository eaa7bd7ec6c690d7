"""An obligation as everybody will read it, before it is published."""

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.models import PreviewableMixin

# The mode in which a territory asks: that at the threshold of the rule.
AT_THRESHOLD = "seuil"


class Previewed(PreviewableMixin):
    """Wagtail's previews, drawn by the page for everybody, at its address and in its language."""

    if TYPE_CHECKING:
        slug: str
        locale: Any

    def get_full_url(self) -> str:
        """Its public address with the host: what is drawn knows its language by it."""
        with override(self.locale.language_code):
            address = reverse("obligations:obligation", args=[self.slug])
        return f"{settings.WAGTAILADMIN_BASE_URL}{address}"

    full_url = property(get_full_url)

    @property
    def preview_modes(self) -> list[tuple[str, str]]:
        return [
            ("", _("Without a territory")),
            (AT_THRESHOLD, _("The smallest territory that may be concerned")),
        ]

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """The page for everybody; an unknown mode is the first."""
        # The views ask the models, which are not there yet while they are defined.
        from experiences.obligations.views.public import preview

        return preview(request, self, at_threshold=mode_name == AT_THRESHOLD)
