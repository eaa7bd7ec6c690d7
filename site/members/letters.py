"""A letter of the site: some words, one thing to do, in the active language."""

from urllib.parse import urljoin

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils.translation import get_language


def letter(
    to: str, *, subject: str, says: str, verb: str, url: str, ending: str
) -> EmailMultiAlternatives:
    """The message to one address, as plain text and as HTML; `verb` names the button to `url`.

    `url` may be a path of this site. A subject is on one line, whatever is in its words.
    """
    shown = {
        "language": get_language(),
        "subject": subject,
        "says": says,
        "verb": verb,
        "url": urljoin(settings.WAGTAILADMIN_BASE_URL, url),
        "ending": ending,
    }
    message = EmailMultiAlternatives(
        subject=" ".join(subject.split()),
        body=render_to_string("mail/letter.txt", shown),
        to=[to],
    )
    message.attach_alternative(render_to_string("mail/letter.html", shown), "text/html")
    return message
