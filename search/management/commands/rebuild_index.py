from django.core.management.base import BaseCommand, CommandError

from search import indexing
from search.engines.base import LockBusy


class Command(BaseCommand):
    help = "Make the search index anew beside the live one, and switch to it."

    def handle(self, *args, **options):
        try:
            count = indexing.rebuild()
        except LockBusy as error:
            raise CommandError(f"Another process is rebuilding the index. {error}") from error
        self.stdout.write(f"{count} documents indexed.")
