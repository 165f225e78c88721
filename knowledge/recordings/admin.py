"""Where editors put in a film and its transcript, and withdraw a film.

What they do with the lines stands in `line_desk.py` and `correction_desk.py`.
"""

from django import forms
from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _, ngettext
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.log_actions import LogActionRegistry
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import CreateView, EditView, SnippetViewSet

from knowledge.models import Recording
from knowledge.recordings import (
    caption_lines,
    correction_desk,
    deeds as recordings,
    film_metadata,
    films,
    import_plan,
    line_desk,
)
from knowledge.recordings.film_metadata import FilmRefused
from knowledge.recordings.import_questions import ImportQuestionsMixin
from knowledge.recordings.line_desk import may_change
from knowledge.recordings.transcripts import TranscriptRefused
from knowledge.recordings.word_questions import AsksAboutWords
from office.confirming import Facts
from office.editing import LockedEditMixin, OwnColumnsForm, RefusedFormMixin
from office.kept_uploads import KeepsUploads, KeepsUploadsMixin, KeptFileField, KeptFileInput
from office.listing import RightsIndexView
from office.permissions import NeverDeleted
from office.refusals import Refused

__all__ = ["correction_desk", "line_desk"]


class RecordingForm(ImportQuestionsMixin, KeepsUploads, OwnColumnsForm):
    """A recording with, if chosen, a new film and a new transcript, both judged by content."""

    film = KeptFileField(
        label=_("Film"),
        required=False,
        help_text=_("WebM of MP4. Een nieuwe film vervangt de oude en zet de opname weer online."),
        widget=KeptFileInput(attrs={"accept": "video/webm,video/mp4,.webm,.mp4"}),
    )
    transcript = KeptFileField(
        label=_("Uitgeschreven tekst"),
        required=False,
        help_text=_(
            "Een bestand in WebVTT (.vtt) of SRT (.srt). Is er al een tekst, dan vervangt dit "
            "bestand die; regels die gelijk blijven houden hun adres en wat weggehaald is blijft "
            "weg."
        ),
        widget=KeptFileInput(attrs={"accept": ".vtt,.srt"}),
    )
    transcript_language = forms.ChoiceField(
        label=_("Taal van de tekst"), choices=settings.WAGTAIL_CONTENT_LANGUAGES, required=False
    )

    # She saw that the film was withdrawn, so a new file is meant.
    saw_withdrawn = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["saw_withdrawn"] = self.instance.withdrawn

    def clean_film(self):
        film = self.cleaned_data["film"]
        if film:
            header = film.read(films.HEADER_BYTES)
            film.seek(0)
            if films.judge(header) is None:
                raise forms.ValidationError(
                    _("‘%(name)s’ is geen film in WebM of MP4. Kies een ander bestand.")
                    % {"name": film.name[:80]}
                )
            try:
                self.told_beside = film_metadata.find(film)
            except FilmRefused as refused:
                raise forms.ValidationError(str(refused)) from None
        return film

    def _refuse_film_withdrawn_meanwhile(self) -> None:
        if not (self.cleaned_data.get("film") and self.instance.withdrawn):
            return
        if not self.cleaned_data.get("saw_withdrawn"):
            self.add_error(
                "film",
                _(
                    "%(who)s trok de film in terwijl je dit formulier open had. Wil je hem weer "
                    "online zetten? Bewaar dan nog een keer. Het bestand staat nog klaar."
                )
                % {"who": self.instance.withdrawn_by or _("Iemand")},
            )
            # Sent again, the same form is accepted.
            self.data = self.data.copy()
            self.data[self.add_prefix("saw_withdrawn")] = "True"

    def clean_transcript(self):
        upload = self.cleaned_data["transcript"]
        if upload:
            try:
                # A huge file is not read at all.
                caption_lines.check_size(upload.size)
                self.words = import_plan.read(self.instance, upload.read())
            except TranscriptRefused as refused:
                raise forms.ValidationError(str(refused)) from None
        return upload

    def clean(self):
        cleaned = super().clean()
        self._refuse_film_withdrawn_meanwhile()
        has_film = cleaned.get("film") or (self.instance.file and not self.errors.get("film"))
        if has_film and cleaned.get("external_url"):
            self.add_error("external_url", _("Kies een film of een adres elders, niet allebei."))
        lasts = self._film_lasts(cleaned)
        if lasts and not cleaned.get("duration"):
            cleaned["duration"] = -(-lasts // 1000)
        if cleaned.get("transcript"):
            self.words = import_plan.beside(lasts, self.words)
            try:
                self.ask_first(self.words)
            except Refused as refused:
                self.add_error("transcript", str(refused))
        return cleaned

    def _film_lasts(self, cleaned) -> int | None:
        """Return how many milliseconds the film lasts, if there is one and it says so."""
        if cleaned.get("film"):
            return film_metadata.length(cleaned["film"])
        if not self.instance.file or self.errors.get("film"):
            return None
        try:
            with self.instance.file.open() as film:
                return film_metadata.length(film)
        except OSError:
            # The file is gone; the recording says so where it is watched.
            return None

    @transaction.atomic
    def save(self, commit=True):
        recording = super().save(commit=commit)
        if commit and "external_url" in self.changed_data:
            recordings.publish_seconds(recording)
        # The words first: they may still be refused, and a film that is stored moves its file.
        if commit and self.cleaned_data.get("transcript"):
            self.import_words(recording, self.words)
        if commit and self.cleaned_data.get("film"):
            recordings.put_film(
                recording,
                film=self.cleaned_data["film"],
                by=self.for_user,
                told_beside=self.told_beside,
            )
        if commit:
            self.forget_uploads()
        return recording


class LeadsToTheWords:
    """After a file of captions was read: says what became of it, and leads to its lines."""

    def get_success_url(self):
        read = self.form.transcript_read
        return reverse("recording_lines", args=[read.pk]) if read else super().get_success_url()

    def get_success_message(self, instance=None):
        said = [super().get_success_message(instance)]
        if read := self.form.transcript_read:
            count = read.cues.filter(redacted=False).count()
            gone = read.cues.filter(redacted=True).count()
            corrected = read.cues.filter(corrected=True).count()
            said.append(
                ngettext("%(count)d regel is ingelezen.", "%(count)d regels zijn ingelezen.", count)
                % {"count": count}
            )
            if gone:
                said.append(
                    ngettext(
                        "%(count)d regel die was weggehaald, bleef weg.",
                        "%(count)d regels die waren weggehaald, bleven weg.",
                        gone,
                    )
                    % {"count": gone}
                )
            if corrected:
                said.append(
                    ngettext(
                        "%(count)d regel bleef zoals die met de hand is verbeterd.",
                        "%(count)d regels bleven zoals die met de hand zijn verbeterd.",
                        corrected,
                    )
                    % {"count": corrected}
                )
        return " ".join(said)


class AsksAboutTitles(AsksAboutWords):
    """Asks about title and part of a recording, which are public at once; its files wait too."""

    def ask(self, form: RecordingForm, facts: Facts) -> HttpResponse:
        # The page that asks sends them again by the token, as what else was typed.
        kept = form.keep_uploads()
        self.request.POST = self.request.POST.copy()
        for name, token in kept.items():
            self.request.POST[name] = token
        return super().ask(form, facts)


class RecordingCreateView(
    LeadsToTheWords, AsksAboutTitles, KeepsUploadsMixin, RefusedFormMixin, CreateView
):
    """A recording whose words are refused is not made; its film waits in the form."""


class RecordingEditView(
    LeadsToTheWords, AsksAboutTitles, KeepsUploadsMixin, LockedEditMixin, EditView
):
    """A film that is withdrawn or put in meanwhile stays as it is."""


class RecordingViewSet(SnippetViewSet):
    """Recordings at /beheer/opnames/."""

    model = Recording
    icon = "media"
    menu_label = _("Opnames")
    menu_name = "recordings"
    menu_order = 240
    add_to_admin_menu = True
    base_url_path = "opnames"
    chooser_base_url_path = "opnames-kiezen"
    index_view_class = RightsIndexView
    add_view_class = RecordingCreateView
    edit_view_class = RecordingEditView
    list_display = [
        "title",
        Column("uid", label=_("Code")),
        Column("get_state_display", label=_("Stand"), sort_key="state"),
    ]
    edit_handler = ObjectList(
        [
            FieldPanel("title"),
            MultiFieldPanel(
                [
                    FieldPanel("film"),
                    FieldRowPanel([FieldPanel("external_url"), FieldPanel("external_party")]),
                    FieldRowPanel([FieldPanel("duration"), FieldPanel("part_note")]),
                    FieldPanel("poster"),
                    FieldPanel("reenacted"),
                ],
                heading=_("Film"),
            ),
            MultiFieldPanel(
                [
                    HelpPanel(template="knowledge/recordings/admin/state.html"),
                    FieldRowPanel([FieldPanel("transcript"), FieldPanel("transcript_language")]),
                    HelpPanel(template="knowledge/recordings/admin/import_questions.html"),
                ],
                heading=_("Uitgeschreven tekst"),
            ),
        ],
        base_form_class=RecordingForm,
    )


@may_change
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask once, then stop showing the film."""
    recording = get_object_or_404(Recording, pk=pk)
    if request.method == "POST":
        recordings.withdraw(recording, by=request.user)
        messages.success(request, _("De film is niet meer te zien. De pagina met tekst blijft."))
        return redirect(RecordingViewSet().get_url_name("edit"), pk)
    return render(request, "knowledge/recordings/admin/withdraw.html", {"recording": recording})


@hooks.register("register_admin_urls")
def urls() -> list:
    """Return the address of the screen that withdraws a film."""
    return [path("opnames/intrekken/<int:pk>/", withdraw, name="recording_withdraw")]


@hooks.register("register_log_actions")
def log_actions(actions: LogActionRegistry) -> None:
    """Name the deeds, so that the history shows who did them."""
    for action, label in (
        ("import_transcript", _("Uitgeschreven tekst ingelezen")),
        ("edit_cue", _("Regel gewijzigd")),
        ("redact_cue", _("Regel weggehaald")),
        ("name_speaker", _("Spreker overal anders genoemd")),
        ("replace_in_lines", _("Woorden in alle regels vervangen")),
        ("begin_chapter", _("Hoofdstuk gemaakt")),
        ("name_chapter", _("Titel van een hoofdstuk gewijzigd")),
        ("remove_chapter", _("Hoofdstuk weggehaald")),
        ("put_film", _("Film geplaatst")),
        ("withdraw_film", _("Film ingetrokken")),
    ):
        actions.register_action(f"knowledge.{action}", label, label)


register_permission_policy(Recording, NeverDeleted(Recording))
register_snippet(RecordingViewSet)
