from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from knowledge.models import Recording
from knowledge.recordings import import_plan, importing
from knowledge.recordings.removed_words import KeyRefused
from knowledge.recordings.transcripts import TranscriptRefused


class Command(BaseCommand):
    help = "Read a WebVTT or SRT file as the transcript of a recording."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("recording", help="the recording's uid: the code in its address")
        parser.add_argument("file", type=Path, help="a .vtt or .srt file")
        parser.add_argument("--language", default="nl", help="language of the words (nl)")
        parser.add_argument(
            "--replace",
            action="store_true",
            help="replace the transcript that is there; addresses of unchanged lines stay",
        )
        parser.add_argument(
            "--go-on",
            action="store_true",
            help="read the file although something in it is odd: what stands where a line was "
            "taken away is taken away too, and corrections by hand stay where they fit",
        )

    def handle(self, *_args, **options) -> None:
        try:
            recording = Recording.objects.get(uid=options["recording"])
            text = import_plan.read(recording, options["file"].read_bytes())
            language = options["language"]
            answers = None
            if options["go_on"]:
                plan = import_plan.plan(recording, language=language, upload=text)
                answers = plan.cautious()
            transcript = importing.import_transcript(
                recording,
                language=language,
                text=text,
                by=None,
                replace=options["replace"],
                answers=answers,
            )
        except Recording.DoesNotExist:
            known = ", ".join(Recording.objects.values_list("uid", flat=True)[:10]) or "none"
            raise CommandError(
                f"No recording has uid {options['recording']!r}: choose one of: {known}."
            ) from None
        except OSError as problem:
            raise CommandError(f"{options['file']} cannot be read: {problem.strerror}.") from None
        except import_plan.PlanAsks as asks:
            raise CommandError(f"{asks}\nNothing is read; --go-on reads it all the same.") from None
        except (TranscriptRefused, KeyRefused) as refused:
            raise CommandError(str(refused)) from None
        self.stdout.write(f"{transcript.cues.count()} cues in {transcript.language}.")
