from django.core.management.base import BaseCommand
from django.utils import timezone

from events.models import Series
from events.series import planning
from office import faults

LOOP = "plan_meetings"


class Command(BaseCommand):
    help = "Make rows of the meetings that every series has in the coming year; announces none."

    def handle(self, *args, **options):
        now = timezone.now()
        for series in Series.objects.all():
            # One series that cannot be planned must not keep the others from it.
            with faults.go_on(LOOP, str(series), now=now):
                made = planning.plan(series, today=series.today(now))
                self.stdout.write(f"{series}: {len(made)} new meetings.")
        faults.clear_before(LOOP, now)
        failed = faults.since(now, LOOP)
        for fault in failed:
            self.stderr.write(f"{fault.row}: {fault.words}")
        if failed:
            raise SystemExit(1)
