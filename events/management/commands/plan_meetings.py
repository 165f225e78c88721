from django.core.management.base import BaseCommand
from django.utils import timezone

from events.models import Series
from events.series import planning
from events.series.schedule import ScheduleRefused


class Command(BaseCommand):
    help = "Make rows of the meetings that every series has in the coming year; announces none."

    def handle(self, *args, **options):
        refused = False
        for series in Series.objects.all():
            try:
                made = planning.plan(series, today=timezone.localdate())
            except ScheduleRefused as error:
                # One series that cannot be planned must not keep the others from it.
                refused = True
                self.stderr.write(f"{series}: {error}")
                continue
            self.stdout.write(f"{series}: {len(made)} new meetings.")
        if refused:
            raise SystemExit(1)
