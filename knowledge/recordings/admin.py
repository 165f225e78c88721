"""Where editors put in a film and its transcript, mend single lines, and withdraw a film."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.log_actions import LogActionRegistry
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import EditView, SnippetViewSet

from knowledge.models import Cue, Recording, RecordingSpeaker, Transcript
from knowledge.recordings import caption_files, deeds as recordings, films, importing, speakers
from knowledge.recordings.transcripts import TranscriptRefused
from office.clock import timecode
from office.editing import LockedEditMixin, OwnColumnsForm, edited_meanwhile
from office.listing import RightsIndexView
from office.permissions import NeverDeleted

LINES_PER_PAGE = 100
may_change = permission_required("knowledge.change_recording", raise_exception=True)


class RecordingForm(OwnColumnsForm):
    """A recording with, if chosen, a new film and a new transcript, both judged by content."""

    film = forms.FileField(
        label=_("Film"),
        required=False,
        help_text=_("WebM of MP4. Een nieuwe film vervangt de oude en zet de opname weer online."),
    )
    transcript = forms.FileField(
        label=_("Uitgeschreven tekst"),
        required=False,
        help_text=_(
            "Een bestand in WebVTT (.vtt). Is er al een tekst, dan vervangt dit bestand die; "
            "regels die gelijk blijven houden hun adres en wat weggehaald is blijft weg."
        ),
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
        return film

    def _refuse_film_withdrawn_meanwhile(self) -> None:
        if not (self.cleaned_data.get("film") and self.instance.withdrawn):
            return
        if not self.cleaned_data.get("saw_withdrawn"):
            self.add_error(
                "film",
                _(
                    "%(who)s trok de film in terwijl je dit formulier open had. Wil je hem weer "
                    "online zetten? Kies het bestand dan nog een keer."
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
                caption_files.check_size(upload.size)
                words = upload.read()
                caption_files.read(words)
            except TranscriptRefused as refused:
                raise forms.ValidationError(str(refused)) from None
            self.words = words
        return upload

    def clean(self):
        cleaned = super().clean()
        self._refuse_film_withdrawn_meanwhile()
        has_film = cleaned.get("film") or (self.instance.file and not self.errors.get("film"))
        if has_film and cleaned.get("external_url"):
            self.add_error("external_url", _("Kies een film of een adres elders, niet allebei."))
        return cleaned

    @transaction.atomic
    def save(self, commit=True):
        recording = super().save(commit=commit)
        if commit and self.cleaned_data.get("film"):
            recordings.put_film(recording, film=self.cleaned_data["film"], by=self.for_user)
        if commit and self.cleaned_data.get("transcript"):
            importing.import_transcript(
                recording,
                language=self.cleaned_data["transcript_language"] or settings.LANGUAGE_CODE,
                text=self.words,
                by=self.for_user,
                replace=True,
            )
        return recording


class RecordingEditView(LockedEditMixin, EditView):
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
                ],
                heading=_("Uitgeschreven tekst"),
            ),
        ],
        base_form_class=RecordingForm,
    )


class EditedFieldsMixin:
    """For a form that knows what it was opened with: what nobody edited is not written back."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.show_hidden_initial = True

    @property
    def opened_with(self) -> list[str]:
        """The hidden fields for the template: Wagtail's `formattedfield` leaves them out."""
        return [field.as_hidden(only_initial=True) for field in self]

    def clean(self):
        cleaned = super().clean()
        for name in self.changed_data:
            opened = self.data.get(self[name].html_initial_name)
            if opened is None:
                continue
            stored = self[name].initial
            as_sent = str(self.fields[name].prepare_value("" if stored is None else stored))
            sent = self[name].data
            # As a browser sends the lines of a text.
            lines = [" ".join(str(one).split()) for one in (opened, as_sent, sent)]
            if lines[0] != lines[1] and lines[1] != lines[2]:
                self.add_error(name, edited_meanwhile(as_sent))
                # Sent again, her own words stand.
                self.data = self.data.copy()
                self.data[self[name].html_initial_name] = as_sent
        return cleaned

    @property
    def edited(self) -> dict[str, Any]:
        """The fields that the editor changed since the form was opened, by name."""
        return {name: self.cleaned_data[name] for name in self.changed_data}


class CueForm(EditedFieldsMixin, forms.Form):
    """The words of one line."""

    speaker = forms.CharField(label=_("Spreker"), required=False, max_length=120)
    text = forms.CharField(
        label=_("Tekst"), required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 4})
    )


class SpeakerForm(EditedFieldsMixin, forms.ModelForm):
    """The person behind a name; the name itself stays as the file wrote it."""

    class Meta:
        model = RecordingSpeaker
        fields = ["person"]


@may_change
def lines(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the lines of one transcript, a hundred at a time."""
    transcript = get_object_or_404(Transcript.objects.select_related("recording"), pk=pk)
    cues = transcript.cues.select_related("speaker").order_by("position")
    rows = Paginator(cues, LINES_PER_PAGE)
    page = rows.get_page(request.GET.get("p"))
    for cue in page.object_list:
        cue.timecode = timecode(cue.starts // 1000)
    heard = transcript.recording.speakers.select_related("person")
    context = {"transcript": transcript, "lines": page, "speakers": heard}
    return render(request, "knowledge/recordings/admin/lines.html", context)


@may_change
def line(request: HttpRequest, pk: int) -> HttpResponse:
    """Change one line."""
    cue = get_object_or_404(Cue.objects.select_related("transcript__recording", "speaker"), pk=pk)
    form = CueForm(request.POST or None, initial={"speaker": cue.speaker, "text": cue.text})
    if request.method == "POST" and form.is_valid():
        try:
            recordings.edit_cue(cue, **form.edited, by=request.user)
            messages.success(request, _("De regel is gewijzigd."))
            return HttpResponseRedirect(_list_url(cue))
        except recordings.RecordingRefused as refused:
            form.add_error("text", str(refused))
    context = {
        "cue": cue,
        "form": form,
        "back": _list_url(cue),
        "timecode": timecode(cue.starts // 1000),
    }
    return render(
        request, "knowledge/recordings/admin/line.html", context, status=422 if form.errors else 200
    )


@may_change
def redact(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what goes and what stays, ask once, then take the words of one line away for ever."""
    cue = get_object_or_404(Cue.objects.select_related("transcript__recording"), pk=pk)
    if request.method == "POST":
        try:
            recordings.redact(cue, by=request.user)
        except recordings.RecordingRefused as refused:
            refused.back = _list_url(cue)
            raise
        messages.success(request, _("De regel is weggehaald uit de tekst en de ondertiteling."))
        return HttpResponseRedirect(_list_url(cue))
    context = {
        "cue": cue,
        "recording": cue.transcript.recording,
        "back": reverse("recording_line", args=[cue.pk]),
        "timecode": timecode(cue.starts // 1000),
    }
    return render(request, "knowledge/recordings/admin/redact.html", context)


@may_change
def speaker(request: HttpRequest, pk: int) -> HttpResponse:
    """Say to whom a name in the lines of a recording belongs."""
    heard = get_object_or_404(RecordingSpeaker.objects.select_related("recording"), pk=pk)
    form = SpeakerForm(request.POST or None, instance=heard)
    if request.method == "POST" and form.is_valid():
        if form.edited:
            speakers.say_who(heard, **form.edited)
        messages.success(request, _("De spreker is gewijzigd."))
        return redirect(RecordingViewSet().get_url_name("edit"), heard.recording_id)
    context = {"speaker": heard, "form": form}
    return render(request, "knowledge/recordings/admin/speaker.html", context)


@may_change
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask once, then stop showing the film."""
    recording = get_object_or_404(Recording, pk=pk)
    if request.method == "POST":
        recordings.withdraw(recording, by=request.user)
        messages.success(request, _("De film is niet meer te zien. De pagina met tekst blijft."))
        return redirect(RecordingViewSet().get_url_name("edit"), pk)
    return render(request, "knowledge/recordings/admin/withdraw.html", {"recording": recording})


def _list_url(cue: Cue) -> str:
    page = cue.position // LINES_PER_PAGE + 1
    return f"{reverse('recording_lines', args=[cue.transcript_id])}?p={page}#r-{cue.pk}"


@hooks.register("register_admin_urls")
def urls() -> list:
    """Return the addresses of the screens for single lines and withdrawal."""
    return [
        path("opnames/tekst/<int:pk>/", lines, name="recording_lines"),
        path("opnames/regel/<int:pk>/", line, name="recording_line"),
        path("opnames/regel/<int:pk>/weghalen/", redact, name="recording_line_redact"),
        path("opnames/spreker/<int:pk>/", speaker, name="recording_speaker"),
        path("opnames/intrekken/<int:pk>/", withdraw, name="recording_withdraw"),
    ]


@hooks.register("register_log_actions")
def log_actions(actions: LogActionRegistry) -> None:
    """Name the deeds, so that the history shows who did them."""
    for action, label in (
        ("import_transcript", _("Uitgeschreven tekst ingelezen")),
        ("edit_cue", _("Regel gewijzigd")),
        ("redact_cue", _("Regel weggehaald")),
        ("put_film", _("Film geplaatst")),
        ("withdraw_film", _("Film ingetrokken")),
    ):
        actions.register_action(f"knowledge.{action}", label, label)


register_permission_policy(Recording, NeverDeleted(Recording))
register_snippet(RecordingViewSet)
