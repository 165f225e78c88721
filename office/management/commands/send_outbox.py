from django.core.management.base import BaseCommand
from django.utils import timezone

from office.mail import outbox


class Command(BaseCommand):
    help = "Send the mail that is waiting in the outbox."

    def add_arguments(self, parser):
        parser.add_argument("--limit", type=int, default=50, help="send at most this many mails")

    def handle(self, *args, limit, **options):
        sent = outbox.send_due(timezone.now(), limit)
        self.stdout.write(f"{sent} mail(s) sent.")
