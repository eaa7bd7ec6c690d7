"""The mail server, asked before a message is made for it: nothing is lost while it is away."""

from contextlib import suppress

from django.core.mail import EmailMessage, get_connection
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


def send_alone(message: EmailMessage) -> None:
    """Send it by a connection of its own; MailServerAwayError as above, OSError where refused."""
    message.connection = connection = open_connection()
    try:
        message.send()
    finally:
        with suppress(OSError):
            connection.close()
