from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from knowledge.models import Recording
from knowledge.recordings import deeds as recordings
from knowledge.recordings.transcripts import TranscriptRefused


class Command(BaseCommand):
    help = "Read a WebVTT file as the transcript of a recording."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("recording", help="the recording's uid: the code in its address")
        parser.add_argument("file", type=Path, help="a .vtt file in UTF-8")
        parser.add_argument("--language", default="nl", help="language of the words (nl)")
        parser.add_argument(
            "--replace",
            action="store_true",
            help="replace the transcript that is there; addresses of unchanged lines stay",
        )

    def handle(self, *_args, **options) -> None:
        try:
            recording = Recording.objects.get(uid=options["recording"])
            transcript = recordings.import_transcript(
                recording,
                language=options["language"],
                text=options["file"].read_bytes(),
                by=None,
                replace=options["replace"],
            )
        except Recording.DoesNotExist:
            known = ", ".join(Recording.objects.values_list("uid", flat=True)[:10]) or "none"
            raise CommandError(
                f"No recording has uid {options['recording']!r}: choose one of: {known}."
            ) from None
        except OSError as problem:
            raise CommandError(f"{options['file']} cannot be read: {problem.strerror}.") from None
        except TranscriptRefused as refused:
            raise CommandError(str(refused)) from None
        self.stdout.write(f"{transcript.cues.count()} cues in {transcript.language}.")
