from django.core.management.base import BaseCommand
from django.utils import timezone

from knowledge.pages import publishing


class Command(BaseCommand):
    # Wagtail's command of this name stops at the first page that is refused.
    help = "Unpublish expired pages, and publish those whose approved go-live time has passed."

    def handle(self, *args, **options):
        published = publishing.publish_due(timezone.now())
        self.stdout.write(f"{published} page(s) published.")
