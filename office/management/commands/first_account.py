import sys

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from office import accounts, password_reset


class Command(BaseCommand):
    help = (
        "Make the account of the first administrator, and print a link at which she chooses her "
        "password: no password is typed here or printed. Again for a new link."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--email", help="she logs in with it; asked when it is not given")
        parser.add_argument("--name", help="first and last name; asked when it is not given")

    def handle(self, *_args, email, name, **_options) -> None:
        email = email or self.asked("E-mail address", "--email")
        name = name or self.asked("First and last name", "--name")
        try:
            account = accounts.make_first_account(email, name=name)
        except accounts.InvalidAccount as refused:
            raise CommandError(str(refused)) from refused
        days = settings.PASSWORD_RESET_TIMEOUT // (24 * 60 * 60)
        self.stdout.write(f"Account: {account.get_username()}")
        self.stdout.write(f"Choose a password here, once and within {days} days:")
        self.stdout.write(password_reset.link(account))

    def asked(self, what: str, option: str) -> str:
        """Return what somebody types; refuse where nobody can."""
        if not sys.stdin.isatty():
            raise CommandError(f"Give {option}: there is nobody here to ask.")
        return input(f"{what}: ")
