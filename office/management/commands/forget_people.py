from django.core.management.base import BaseCommand
from django.utils import timezone

from office import faults, retention


class Command(BaseCommand):
    help = "Remove data about people that is past its term; ends with 1 when something stays."

    def handle(self, *args, **options):
        now = timezone.now()
        for name, count in retention.forget_all(now).items():
            self.stdout.write(f"{name}: {count}")
        failed = faults.since(now, retention.LOOP)
        for fault in failed:
            self.stderr.write(f"{fault.row} stays: {fault.words}")
        if failed:
            raise SystemExit(1)
