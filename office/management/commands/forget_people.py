from django.core.management.base import BaseCommand
from django.utils import timezone

from office import retention


class Command(BaseCommand):
    help = "Remove data about people that is past its term."

    def handle(self, *args, **options):
        for name, count in retention.forget_all(timezone.now()).items():
            self.stdout.write(f"{name}: {count}")
