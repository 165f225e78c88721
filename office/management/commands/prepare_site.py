from django.core.management.base import BaseCommand

from office.setup import SETUP_STEPS, in_order


class Command(BaseCommand):
    help = "Make what every site needs: home, index and furniture pages, groups, workflow."

    def handle(self, *args, **options):
        for step in in_order(SETUP_STEPS):
            step(self.stdout.write)
