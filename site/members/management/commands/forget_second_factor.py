"""`manage.py forget_second_factor`: lets somebody who lost every device sign in again."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.core.management.base import BaseCommand, CommandError, CommandParser

from members.models import User


class Command(BaseCommand):
    help = (
        "Takes application, security keys and recovery codes away from the account of an address. "
        "Make sure first, otherwise than by mail, that its owner asks for it."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", help="address of the account")

    def handle(self, *args: Any, email: str, **options: Any) -> None:
        user = User.objects.filter(email__iexact=email.strip()).first()
        if user is None:
            raise CommandError(f"No account has the address {email}.")
        deleted, _by_model = Authenticator.objects.filter(user=user).delete()
        self.stdout.write(
            "The second factor is taken away." if deleted else "This account has no second factor."
        )
