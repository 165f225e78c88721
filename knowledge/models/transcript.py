from django.db import models
from django.utils.translation import gettext_lazy as _

from knowledge.codes import new_code


class Transcript(models.Model):
    """What is said in a recording, in one language. Cues hold the words; no upload is served."""

    recording = models.ForeignKey(
        "knowledge.Recording",
        on_delete=models.CASCADE,
        related_name="transcripts",
        verbose_name=_("opname"),
    )
    language = models.CharField(_("taal"), max_length=10, default="nl")
    imported_at = models.DateTimeField(_("ingelezen op"), auto_now_add=True)
    imported_by = models.CharField(_("ingelezen door"), max_length=150, blank=True)

    class Meta:
        verbose_name = _("uitgeschreven tekst")
        verbose_name_plural = _("uitgeschreven teksten")
        constraints = [
            models.UniqueConstraint(
                fields=["recording", "language"], name="transcript_once_per_language"
            ),
        ]

    def __str__(self):
        return f"{self.recording} ({self.language})"


class RecordingSpeaker(models.Model):
    """Who is heard in a recording: the name as the file wrote it, and the person it belongs to.

    The name is kept also when it belongs to nobody we know: a file that is read again finds it.
    `called` is what an editor made of it ("Spreker 1" is An). Whom visitors read is decided when it
    is shown (knowledge.recordings.spoken), so that "toon als functie" reaches every line.
    """

    recording = models.ForeignKey(
        "knowledge.Recording", on_delete=models.CASCADE, related_name="speakers"
    )
    name = models.CharField(_("naam in het bestand"), max_length=120)
    called = models.CharField(
        _("naam op de site"),
        max_length=120,
        blank=True,
        help_text=_("Leeg laten als de naam in het bestand goed is."),
    )
    person = models.ForeignKey(
        "knowledge.Person",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("persoon"),
        help_text=_("Van wie is deze naam? Leeg laten als de persoon niet op de site staat."),
    )

    class Meta:
        verbose_name = _("spreker in een opname")
        verbose_name_plural = _("sprekers in een opname")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["recording", "name"], name="speaker_once_per_recording")
        ]

    def __str__(self):
        return self.called or self.name


class Cue(models.Model):
    """One caption: who says what, from when to when.

    `uid` never changes and is the passage key of the span that the cue starts. `starts_span` is
    decided once, at import: an edit or a redaction never moves a boundary, so that addresses stay.
    `told` recognises the words that the file had here, also after an editor corrected them: it is
    a keyed digest, so that what a correction took away is not kept beside it.
    """

    transcript = models.ForeignKey(Transcript, on_delete=models.CASCADE, related_name="cues")
    uid = models.CharField(max_length=8, unique=True, default=new_code, editable=False)
    position = models.PositiveIntegerField()
    starts = models.PositiveIntegerField(_("begin"), help_text=_("In milliseconden."))
    ends = models.PositiveIntegerField(_("einde"), help_text=_("In milliseconden."))
    speaker = models.ForeignKey(
        RecordingSpeaker,
        on_delete=models.RESTRICT,
        null=True,
        blank=True,
        related_name="cues",
        verbose_name=_("spreker"),
    )
    text = models.TextField(_("tekst"), blank=True)
    starts_span = models.BooleanField(default=False, editable=False)
    told = models.CharField(max_length=64, blank=True, editable=False)
    corrected = models.BooleanField(_("met de hand verbeterd"), default=False, editable=False)
    redacted = models.BooleanField(_("weggehaald"), default=False, editable=False)

    class Meta:
        verbose_name = _("regel")
        verbose_name_plural = _("regels")
        ordering = ["transcript", "position"]
        constraints = [
            models.UniqueConstraint(fields=["transcript", "position"], name="cue_position_once"),
            models.CheckConstraint(
                condition=models.Q(ends__gt=models.F("starts")), name="cue_ends_after_start"
            ),
            models.CheckConstraint(
                condition=models.Q(redacted=False)
                | models.Q(text="", speaker=None, told="", corrected=False),
                name="cue_redacted_is_empty",
            ),
        ]

    def __str__(self):
        return self.text[:80]


class Chapter(models.Model):
    """A named part of a recording, as the transcript's language calls it."""

    transcript = models.ForeignKey(Transcript, on_delete=models.CASCADE, related_name="chapters")
    starts = models.PositiveIntegerField(_("begin"), help_text=_("In milliseconden."))
    title = models.CharField(_("titel"), max_length=200)
    by_hand = models.BooleanField(_("op het scherm gemaakt"), default=False, editable=False)

    class Meta:
        verbose_name = _("hoofdstuk")
        verbose_name_plural = _("hoofdstukken")
        ordering = ["transcript", "starts"]
        constraints = [
            models.UniqueConstraint(fields=["transcript", "starts"], name="chapter_starts_once"),
        ]

    def __str__(self):
        return self.title


class RemovedRun(models.Model):
    """Words of a recording that were taken away, as a keyed digest of a run of neighbouring words.

    Of the `size` words of the run, `count` from number `first` on were taken away; the others only
    tell where a short line stood. Nothing here can be read back, or guessed without the key
    (knowledge.recordings.removed_words).
    """

    recording = models.ForeignKey(
        "knowledge.Recording", on_delete=models.CASCADE, related_name="removed_runs"
    )
    digest = models.CharField(max_length=64)
    size = models.PositiveSmallIntegerField()
    first = models.PositiveSmallIntegerField()
    count = models.PositiveSmallIntegerField()
    key_name = models.CharField(max_length=16)

    class Meta:
        verbose_name = _("weggehaalde woorden")
        verbose_name_plural = _("weggehaalde woorden")
        constraints = [
            models.UniqueConstraint(
                fields=["recording", "digest", "first", "count"], name="removed_run_once"
            ),
            models.CheckConstraint(
                condition=models.Q(count__gt=0)
                & models.Q(size__gte=models.F("first") + models.F("count")),
                name="removed_run_inside",
            ),
        ]

    def __str__(self):
        return self.digest[:8]
