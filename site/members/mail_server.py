"""The mail server, asked before a message is made for it: nothing is lost while it is away."""

from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend


class MailServerAwayError(Exception):
    """No message can be sent now; what is to be told waits."""


def open_connection() -> BaseEmailBackend:
    """An open connection to the mail server; MailServerAwayError when there is none to be had."""
    connection: BaseEmailBackend = get_connection()
    try:
        connection.open()
    except OSError as error:
        raise MailServerAwayError(str(error)) from error
    return connection
