"""The lines of a recording on the desk: read, searched, heard, and changed one by one."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.paginator import Page, Paginator
from django.db.models import Count, OuterRef, Subquery
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _, ngettext
from wagtail import hooks
from wagtail.admin import messages as wagtail_messages

from knowledge.models import Chapter, Cue, Recording, RecordingSpeaker, Transcript
from knowledge.recordings import (
    corrections,
    deeds as recordings,
    elsewhere,
    known_names,
    line_words,
    near_names,
    page as public_page,
    word_questions,
)
from office.clock import timecode
from office.editing import edited_meanwhile
from office.wrong_fields import CursorInWrongFieldMixin

LINES_PER_PAGE = 100
# The ticked lines of other recordings that are taken away as well.
ALSO = "also"
# More links than this hide the page below the message.
MOST_LINKS = 12
# What is nearly a name is offered, not poured out.
MOST_NEAR = 20
may_change = permission_required("knowledge.change_recording", raise_exception=True)


class EditedFieldsMixin(CursorInWrongFieldMixin):
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
    """How a speaker is called in every line, and the person that is."""

    # What is asked about a name stands below it.
    field_order = ("called", "is_same", "person")
    is_same = forms.BooleanField(
        label=_("Ja, dit is dezelfde spreker"), required=False, widget=forms.HiddenInput
    )

    class Meta:
        model = RecordingSpeaker
        fields = ["called", "person"]
        labels = {"called": _("Noem deze spreker overal")}

    def clean(self):
        cleaned = super().clean()
        called = cleaned.get("called", "")
        others = corrections.namesakes(self.instance, called or self.instance.name)
        if "called" in self.changed_data and others and not cleaned.get("is_same"):
            self.fields["is_same"].widget = forms.CheckboxInput()
            self.add_error(
                "called",
                _(
                    "In deze opname heet al iemand ‘%(name)s’ (in het bestand: %(others)s). Is dit "
                    "dezelfde spreker? Vink dat dan aan. Kies anders een andere naam."
                )
                % {"name": called, "others": ", ".join(row.name for row in others)},
            )
        return cleaned

    def offer(self, name: str) -> None:
        """Show another name in the field than is stored, until she saves it."""
        name = " ".join(name.replace("\x00", " ").split())[:120]
        if name:
            self.fields["called"].widget.format_value = lambda _stored: name

    @property
    def edited(self) -> dict[str, Any]:
        return {name: value for name, value in super().edited.items() if name != "is_same"}


# The lines


@may_change
def lines(request: HttpRequest, pk: int) -> HttpResponse:
    """Show lines of one transcript, a hundred at a time: all, or those with the words of ?q=."""
    transcript = get_object_or_404(
        Transcript.objects.select_related("recording", "recording__poster"), pk=pk
    )
    recording = transcript.recording
    cues = transcript.cues.select_related("speaker__person").order_by("position")
    asked = " ".join(request.GET.get("q", "").replace("\x00", " ").split())[:200]
    found = _found(cues, asked) if asked else None
    rows = Paginator(cues if found is None else found, LINES_PER_PAGE)
    page = rows.get_page(request.GET.get("p"))
    chapters = _with_lines(transcript)
    _prepare(page, chapters, asked)
    context = {
        "transcript": transcript,
        "recording": recording,
        "lines": page,
        "asked": asked,
        "hits": sum(len(cue.hits) for cue in found or ()),
        "chapters": chapters,
        "film_url": "" if recording.withdrawn or not recording.file else _film(recording),
        "party": public_page.RecordingView(recording, transcript.language).party,
    }
    if found is None and page.number == 1:
        context |= _offered(transcript)
    context["speakers"] = recording.speakers.select_related("person").annotate(lines=Count("cues"))
    return render(request, "knowledge/recordings/admin/lines.html", context)


def _found(cues, asked: str) -> list[Cue]:
    """Return the lines with these words, in order; `hits` says where they stand."""
    found = []
    for cue in cues:
        cue.hits = [] if cue.redacted else line_words.hits(cue.text, asked)
        if cue.hits:
            found.append(cue)
    return found


def _prepare(page: Page, chapters: list, asked: str) -> None:
    """Give each line of the page what its row shows."""
    begins = {chapter.starts: chapter for chapter in chapters}
    for cue in page.object_list:
        cue.timecode = timecode(cue.starts // 1000)
        cue.second = f"{cue.starts / 1000:.3f}"
        cue.chapter = begins.get(cue.starts)
        cue.pieces = line_words.marked(cue.text, getattr(cue, "hits", ()))
        cue.place = list_url(cue) if asked else ""


def _with_lines(transcript: Transcript) -> list[Chapter]:
    """Return the chapters with their timecode and the address of the line where each begins."""
    from_there = transcript.cues.filter(starts__gte=OuterRef("starts")).order_by("position")
    chapters = list(transcript.chapters.annotate(line=Subquery(from_there.values("pk")[:1])))
    first = Cue.objects.in_bulk([chapter.line for chapter in chapters])
    for chapter in chapters:
        chapter.timecode = timecode(chapter.starts // 1000)
        chapter.place = list_url(first[chapter.line]) if chapter.line else ""
    return chapters


def _offered(transcript: Transcript) -> dict[str, Any]:
    """Return what in these words is nearly a name, and which speaker is nearly whom."""
    recording = transcript.recording
    names = known_names.names(recording)
    if not names:
        return {}
    texts = transcript.cues.filter(redacted=False).order_by("position")
    found = near_names.near(
        texts.values_list("text", flat=True), names, right=known_names.all_names()
    )
    people = known_names.people(recording)
    called = [
        (row, name)
        for row in recording.speakers.filter(person=None)
        if (name := near_names.nearest(str(row), people))
    ]
    return {"near": found[:MOST_NEAR], "near_speakers": called}


def _film(recording: Recording) -> str:
    return reverse("recording_file", args=[recording.uid])


@may_change
def line(request: HttpRequest, pk: int) -> HttpResponse:
    """Change one line."""
    cue = get_object_or_404(Cue.objects.select_related("transcript__recording", "speaker"), pk=pk)
    form = CueForm(request.POST or None, initial={"speaker": cue.speaker, "text": cue.text})
    if word_questions.is_sent(request, form):
        asked = word_questions.ask_about(request, form, cue.transcript.recording)
        if asked is not None:
            return asked
        try:
            recordings.edit_cue(cue, **form.edited, by=request.user)
            messages.success(request, _("De regel is gewijzigd."))
            return HttpResponseRedirect(list_url(cue))
        except recordings.SpeakerRefused as refused:
            form.add_error("speaker", str(refused))
        except recordings.RecordingRefused as refused:
            form.add_error("text", str(refused))
    context = {
        "cue": cue,
        "form": form,
        "back": list_url(cue),
        "timecode": timecode(cue.starts // 1000),
    }
    return render(
        request, "knowledge/recordings/admin/line.html", context, status=422 if form.errors else 200
    )


@may_change
def redact(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what goes, what stays and where else the words stand, and take them away on a press."""
    cue = get_object_or_404(Cue.objects.select_related("transcript__recording"), pk=pk)
    # Before the words go: nobody can look for them later.
    found = elsewhere.find(cue, user=request.user)
    if request.method == "POST":
        ticked = set(request.POST.getlist(ALSO))
        others = [line.cue for line in found.lines if str(line.cue.pk) in ticked]
        try:
            recordings.redact_all([cue, *others], by=request.user)
        except recordings.RecordingRefused as refused:
            refused.back = list_url(cue)
            raise
        _tell_redacted(request, len(others))
        _tell_where_words_stay(request, found, ticked)
        return HttpResponseRedirect(list_url(cue))
    context = {
        "cue": cue,
        "recording": cue.transcript.recording,
        "back": reverse("recording_line", args=[cue.pk]),
        "timecode": timecode(cue.starts // 1000),
        "found": found,
        "also": ALSO,
    }
    return render(request, "knowledge/recordings/admin/redact.html", context)


def _tell_redacted(request: HttpRequest, others: int) -> None:
    words = _("De regel is weggehaald uit de tekst en de ondertiteling.")
    if others:
        also = ngettext(
            "Ook %(count)d andere regel is weggehaald.",
            "Ook %(count)d andere regels zijn weggehaald.",
            others,
        )
        words = f"{words} {also % {'count': others}}"
    messages.success(request, words)


def _tell_where_words_stay(request: HttpRequest, found: elsewhere.Found, gone: set[str]) -> None:
    """Name the places that she has to look at herself, each with a link."""
    staying = [(place.what, place.url) for place in found.places]
    staying += [(line.what, line.url) for line in found.lines if str(line.cue.pk) not in gone]
    if not staying:
        return
    said = ngettext(
        "De woorden staan nog op %(count)d andere plek. Haal ze daar ook weg als dat moet:",
        "De woorden staan nog op %(count)d andere plekken. Haal ze daar ook weg als dat moet:",
        len(staying),
    )
    buttons = [
        wagtail_messages.button(url, what, new_window=True)
        for what, url in staying[:MOST_LINKS]
        if url
    ]
    wagtail_messages.warning(request, said % {"count": len(staying)}, buttons=buttons)


@may_change
def speaker(request: HttpRequest, pk: int) -> HttpResponse:
    """Say how a speaker is called in every line, and who that is; ?called= fills a name in."""
    heard = get_object_or_404(RecordingSpeaker.objects.select_related("recording"), pk=pk)
    form = SpeakerForm(request.POST or None, instance=heard)
    back = _lines_of(heard.recording)
    if word_questions.is_sent(request, form):
        asked = word_questions.ask_about(request, form, heard.recording, title=heard)
        if asked is not None:
            return asked
        if not form.edited:
            return redirect(back)
        # The form wrote what it read into its own instance.
        row = RecordingSpeaker(pk=heard.pk, recording=heard.recording)
        try:
            row = corrections.name_speaker(row, **form.edited, by=request.user)
            words = _("‘%(name)s’ staat nu bij %(count)d regels.")
            messages.success(request, words % {"name": row, "count": row.cues.count()})
            return redirect(back)
        except recordings.SpeakerRefused as refused:
            form.add_error("called", str(refused))
        except recordings.RecordingRefused as refused:
            refused.back = back
            raise
    if request.method == "GET":
        form.offer(request.GET.get("called", ""))
    counts = heard.cues.values("transcript__language").annotate(lines=Count("pk"))
    context = {
        "speaker": heard,
        "form": form,
        "back": back,
        "count": sum(row["lines"] for row in counts),
        "first": heard.cues.order_by("transcript__language", "position")[:3],
    }
    return render(
        request,
        "knowledge/recordings/admin/speaker.html",
        context,
        status=422 if form.errors else 200,
    )


def _lines_of(recording: Recording) -> str:
    transcript = recording.transcripts.order_by("pk").first()
    if transcript is None:
        return reverse("wagtailsnippets_knowledge_recording:edit", args=[recording.pk])
    return reverse("recording_lines", args=[transcript.pk]) + "#sprekers"


def list_url(cue: Cue) -> str:
    """Return the address of a line among the others."""
    page = cue.position // LINES_PER_PAGE + 1
    return f"{reverse('recording_lines', args=[cue.transcript_id])}?p={page}#r-{cue.pk}"


@hooks.register("register_admin_urls")
def urls() -> list:
    """Return the addresses of the lines and of a speaker."""
    return [
        path("opnames/tekst/<int:pk>/", lines, name="recording_lines"),
        path("opnames/regel/<int:pk>/", line, name="recording_line"),
        path("opnames/regel/<int:pk>/weghalen/", redact, name="recording_line_redact"),
        path("opnames/spreker/<int:pk>/", speaker, name="recording_speaker"),
    ]
