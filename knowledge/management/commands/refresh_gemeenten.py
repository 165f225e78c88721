from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from knowledge.directory import place_files, refreshing
from office.refusals import Refused


class Command(BaseCommand):
    help = (
        "Read a list of gemeenten that was downloaded from CBS or Statbel as CSV: inhabitants, new "
        "gemeenten and mergers. Says what changes, then changes it."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--year", type=int, help="of the inhabitants, when no column says it")
        parser.add_argument("--dry-run", action="store_true", help="say it, and change nothing")

    def handle(self, *args, file, year, dry_run, **options):
        try:
            content = file.read_bytes()
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}.") from error
        try:
            found = refreshing.plan(place_files.read(content, year=year))
            for sentence in found.sentences():
                self.stdout.write(sentence)
            if found.is_empty:
                self.stdout.write("Nothing changes.")
                return
            with transaction.atomic():
                refreshing.carry_out(found, today=timezone.localdate(), say=self.stdout.write)
                transaction.set_rollback(dry_run)
        except Refused as refusal:
            raise CommandError(f"{file}: {refusal} Nothing was changed.") from refusal
        self.stdout.write("Nothing was changed: --dry-run." if dry_run else "Done.")
