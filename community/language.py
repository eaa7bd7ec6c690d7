"""In which language members write: that of the site, whatever the page on which they are read."""

from django.conf import settings
from django.utils.translation import get_language


def of_members() -> str:
    """For `lang` around their words: empty where the page is in that language anyway."""
    return "" if get_language() == settings.LANGUAGE_CODE else settings.LANGUAGE_CODE
