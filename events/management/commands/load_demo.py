from django.core.management.base import BaseCommand

from events.models import Meeting
from knowledge.models import ReportPage
from office.setup import DEMO_STEPS, in_order


class Command(BaseCommand):
    help = "Fill the site with demonstration content; what is there already stays as it is."

    def add_arguments(self, parser):
        parser.add_argument(
            "--if-empty", action="store_true", help="do nothing when there is content already"
        )

    def handle(self, *args, if_empty, **options):
        if if_empty and (ReportPage.objects.exists() or Meeting.objects.exists()):
            self.stdout.write("There is content already: no demonstration content is loaded.")
            return
        for step in in_order(DEMO_STEPS):
            step(self.stdout.write)
