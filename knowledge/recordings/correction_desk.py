"""Corrections of many lines at once, and the chapters of a recording, on the desk."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _, ngettext
from wagtail import hooks

from knowledge.models import Chapter, Cue, Transcript
from knowledge.recordings import (
    corrections,
    deeds as recordings,
    line_words,
    removed_words,
    returning_words,
    word_questions,
)
from knowledge.recordings.corrections import Replaced
from knowledge.recordings.line_desk import EditedFieldsMixin, list_url, may_change
from knowledge.recordings.transcripts import LONGEST_TITLE
from office import confirming
from office.clock import timecode

# Changes are shown so many at a time: a form of thousands of boxes is refused.
CHANGES_PER_PAGE = 100
# The ticked lines that stay as they are: a box each on this page, and one field for the others.
SKIP, SKIP_ELSEWHERE = "confirm_skip", "confirm_skip_elsewhere"
# The page of changes that was sent, and the one that was asked for.
AT, TURN = "confirm_at", "confirm_turn"


class ReplaceForm(forms.Form):
    """What to look for in all lines, and what comes in its place."""

    find = forms.CharField(label=_("Zoek"), max_length=200)
    put = forms.CharField(label=_("Vervang door"), max_length=200, required=False)
    whole = forms.BooleanField(label=_("Alleen hele woorden"), required=False)
    match_case = forms.BooleanField(
        label=_("Let op hoofdletters en kleine letters"), required=False
    )

    def clean_put(self):
        return " ".join(self.cleaned_data["put"].split())


class ChapterForm(EditedFieldsMixin, forms.Form):
    """The title of a chapter."""

    title = forms.CharField(label=_("Titel"), required=False, max_length=LONGEST_TITLE)


@may_change
def replace(request: HttpRequest, pk: int) -> HttpResponse:
    """Show each line before and after; on a second press replace in what is not ticked.

    Whoever turns the page sends the form too, so that what is ticked goes along.
    """
    transcript = get_object_or_404(Transcript.objects.select_related("recording"), pk=pk)
    asked = request.POST if request.method == "POST" else request.GET
    # Nothing to put in its place is a choice of hers, not of who leads her here.
    is_chosen = "put" in asked
    initial = {"find": asked.get("find", ""), "whole": True}
    form = ReplaceForm(asked if is_chosen else None, initial=initial)
    form.fields["put"].widget.attrs["autofocus"] = not is_chosen
    rows = _changes(transcript, form) if form.is_valid() else []
    allowed = [row for row in rows if not row.refusal]
    about = f"replace:{transcript.pk}"
    facts = {"changes": [[row.pk, row.text, row.change.text] for row in allowed]}
    skipped = {*request.POST.getlist(SKIP), *request.POST.get(SKIP_ELSEWHERE, "").split()}
    error = ""
    is_pressed = request.method == "POST" and TURN not in request.POST
    if is_pressed and allowed and confirming.is_confirmed(request, about, facts):
        chosen = [
            Replaced(row.pk, row.text, row.change.text)
            for row in allowed
            if str(row.pk) not in skipped
        ]
        try:
            count = (
                corrections.replace_in_lines(transcript, chosen, by=request.user) if chosen else 0
            )
            _tell(request, count, len(allowed) - count, [row for row in rows if row.refusal])
            return redirect("recording_lines", transcript.pk)
        except recordings.RecordingRefused as refused:
            error = str(refused)
            rows = _changes(transcript, form)
            allowed = [row for row in rows if not row.refusal]
            facts = {"changes": [[row.pk, row.text, row.change.text] for row in allowed]}
    context = {
        "transcript": transcript,
        "form": form,
        **_page_of_changes(rows, skipped, request.POST.get(TURN) or request.POST.get(AT)),
        "count": len(allowed),
        "fields": [(name, asked.get(name, "")) for name in form.fields],
    }
    if error:
        context["error"] = error
    return confirming.ask(
        request,
        "knowledge/recordings/admin/replace.html",
        about,
        facts,
        status=409 if error else 422 if form.errors else None,
        **context,
    )


def _changes(transcript: Transcript, form: ReplaceForm) -> list[Cue]:
    """Return the lines that would change, each with its change and why it may not."""
    asked = form.cleaned_data
    words = line_words.pattern(asked["find"], whole=asked["whole"], match_case=asked["match_case"])
    rows = []
    for cue in transcript.cues.filter(redacted=False).order_by("position"):
        cue.change = line_words.change(cue.text, words, asked["put"])
        if cue.change is None or cue.change.text == cue.text:
            continue
        cue.timecode, cue.refusal, cue.key = timecode(cue.starts // 1000), "", str(cue.pk)
        try:
            recordings.line_words(cue.change.text)
        except recordings.RecordingRefused as refused:
            cue.refusal = str(refused)
        rows.append(cue)
    # What was taken away for good comes back by no replacement.
    returning = recordings.returning_words(
        transcript, {cue.pk: cue.change.text for cue in rows if not cue.refusal}
    )
    for cue in rows:
        cue.refusal = cue.refusal or returning.get(cue.pk, "")
    # What was taken away from another recording comes back when she leaves it unticked.
    said = removed_words.Said([cue.change.text for cue in rows])
    for number, source in returning_words.lines(said, without=transcript.recording).items():
        rows[number].returns = source
    return rows


def _page_of_changes(rows: list[Cue], skipped: set[str], number: str | None) -> dict[str, Any]:
    """Return one page of the changes, and what is ticked: there, on others, and in all."""
    page = Paginator(rows, CHANGES_PER_PAGE).get_page(number)
    left = [row for row in rows if row.key in skipped and not row.refusal]
    here = {row.key for row in page}
    return {
        "rows": page,
        "skipped": skipped,
        "left": left,
        "skipped_elsewhere": " ".join(row.key for row in left if row.key not in here),
    }


def _tell(request: HttpRequest, count: int, left: int, refused: list[Cue]) -> None:
    if count:
        words = ngettext("In %(count)d regel vervangen.", "In %(count)d regels vervangen.", count)
        words = words % {"count": count}
        if left:
            stays = ngettext(
                "%(count)d regel liet je staan.", "%(count)d regels liet je staan.", left
            )
            words = f"{words} {stays % {'count': left}}"
        messages.success(request, words)
    else:
        messages.info(request, _("Er is niets vervangen: je liet elke regel staan."))
    if refused:
        messages.warning(
            request,
            _("Niet vervangen, omdat het daar niet kan: %(lines)s.")
            % {"lines": ", ".join(cue.timecode for cue in refused)},
        )


@may_change
def begin_chapter(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a chapter begin at a line."""
    cue = get_object_or_404(Cue.objects.select_related("transcript__recording"), pk=pk)
    form = ChapterForm(request.POST or None)
    if word_questions.is_sent(request, form):
        asked = word_questions.ask_about(request, form, cue.transcript.recording)
        if asked is not None:
            return asked
        try:
            corrections.begin_chapter(cue, title=form.cleaned_data["title"], by=request.user)
            messages.success(request, _("Het hoofdstuk is gemaakt."))
            return HttpResponseRedirect(list_url(cue))
        except recordings.RecordingRefused as refused:
            form.add_error("title", str(refused))
    later = cue.transcript.cues.filter(starts_span=True, position__gt=cue.position)
    heading = None if cue.starts_span else later.order_by("position").first()
    context = {
        "cue": cue,
        "form": form,
        "recording": cue.transcript.recording,
        "timecode": timecode(cue.starts // 1000),
        "is_inside": not cue.starts_span and cue.position > 0,
        "comes_at": timecode(heading.starts // 1000) if heading else "",
        "back": list_url(cue),
    }
    return _chapter_page(request, context)


@may_change
def chapter(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the title of a chapter."""
    row = get_object_or_404(Chapter.objects.select_related("transcript__recording"), pk=pk)
    form = ChapterForm(request.POST or None, initial={"title": row.title})
    back = _back(row)
    if word_questions.is_sent(request, form):
        asked = word_questions.ask_about(request, form, row.transcript.recording)
        if asked is not None:
            return asked
        try:
            if form.edited:
                corrections.name_chapter(row, **form.edited, by=request.user)
            messages.success(request, _("De titel van het hoofdstuk is gewijzigd."))
            return HttpResponseRedirect(back)
        except recordings.RecordingRefused as refused:
            form.add_error("title", str(refused))
    context = {
        "chapter": row,
        "form": form,
        "recording": row.transcript.recording,
        "timecode": timecode(row.starts // 1000),
        "back": back,
    }
    return _chapter_page(request, context)


@may_change
def remove_chapter(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask once, then take the heading away; the lines stay."""
    row = get_object_or_404(Chapter.objects.select_related("transcript__recording"), pk=pk)
    if request.method == "POST":
        corrections.remove_chapter(row, by=request.user)
        messages.success(request, _("Het hoofdstuk is weggehaald. De regels staan er nog."))
        return HttpResponseRedirect(_back(row))
    context = {
        "chapter": row,
        "recording": row.transcript.recording,
        "timecode": timecode(row.starts // 1000),
        "back": _back(row),
    }
    return render(request, "knowledge/recordings/admin/remove_chapter.html", context)


def _chapter_page(request: HttpRequest, context: dict) -> HttpResponse:
    status = 422 if context["form"].errors else 200
    return render(request, "knowledge/recordings/admin/chapter.html", context, status=status)


def _back(row: Chapter) -> str:
    return reverse("recording_lines", args=[row.transcript_id]) + "#hoofdstukken"


@hooks.register("register_admin_urls")
def urls() -> list:
    """Return the addresses of what corrects many lines, and of chapters."""
    return [
        path("opnames/tekst/<int:pk>/vervangen/", replace, name="recording_replace"),
        path("opnames/regel/<int:pk>/hoofdstuk/", begin_chapter, name="recording_chapter_begin"),
        path("opnames/hoofdstuk/<int:pk>/", chapter, name="recording_chapter"),
        path(
            "opnames/hoofdstuk/<int:pk>/weghalen/", remove_chapter, name="recording_chapter_remove"
        ),
    ]
