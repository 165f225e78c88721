from django.core.management.base import BaseCommand

from search import indexing


class Command(BaseCommand):
    help = "Apply to the search index what changed since it was last brought up to date."

    def add_arguments(self, parser):
        parser.add_argument(
            "--wait", type=float, default=10.0, help="seconds to wait for another writer"
        )

    def handle(self, *args, **options):
        self.stdout.write(f"{indexing.catch_up(options['wait'])} changes applied.")
