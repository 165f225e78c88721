"""What happens to a meeting: the only writer of its state, its number and its moves."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F, Max, QuerySet
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from events.meetings import words
from events.meetings.appointment import Appointment
from events.meetings.news import News, news_for
from events.models import Meeting, MeetingQuestion, MeetingText, Registration, Repeat, Seats
from events.models.meeting import SOURCE_LANGUAGE
from knowledge import closing, numbers
from knowledge.models import Question, QuestionEvent, ReportPage
from knowledge.passages import deeds as passages
from knowledge.questions import deeds as questions
from office import locks
from office.letters import plain_letters
from office.mail import outbox
from office.models import User
from office.refusals import Refused
from search import indexing

SLUG_LENGTH = 80


class MeetingRefused(Refused):
    """A deed that cannot be done to this meeting; its text is what the editor reads."""


class CalledOff(NamedTuple):
    """What calling a meeting off did: who is mailed, and which questions are open again.

    `addresses`: those of which a form waits and nobody is registered any more.
    """

    people: int
    addresses: int
    questions: int


def announce(meeting: Meeting, *, by: User | None, now: datetime) -> Meeting:
    """Publish the meeting with a number and an address that never change.

    The number is the editor's, else the highest of all reports and meetings plus one; the slug is
    made of the title once and never follows a date. Raises MeetingRefused.
    """
    with transaction.atomic():
        return _announce(meeting, by, now)


def cancel(
    meeting: Meeting,
    *,
    reasons: Mapping[str, str],
    now: datetime,
    instead: Meeting | None = None,
    by: User | None = None,
) -> CalledOff:
    """Call the meeting off and mail whoever waits for it; return how many that are.

    `reasons` by language, of which the source language's is needed; `instead` is the date that is
    named in its place. The questions on its agenda are open again. Raises MeetingRefused.
    """
    with transaction.atomic():
        # Somebody who is registering now holds the lock: she is then mailed too, or she is refused.
        lock(meeting)
        changed = Meeting.objects.filter(pk=meeting.pk, state=Meeting.State.ANNOUNCED).update(
            state=Meeting.State.CANCELLED,
            cancelled_at=now,
            next_meeting=instead,
            calendar_sequence=F("calendar_sequence") + 1,
            updated_at=now,
        )
        if not changed:
            raise MeetingRefused(not_announced())
        if instead and not Meeting.objects.coming(now).filter(pk=instead.pk).exists():
            raise MeetingRefused(no_longer_coming())
        _store_reasons(meeting, reasons)
        done = CalledOff(
            questions=_open_questions(meeting, at=now, by=by),
            people=_mail_everybody("meeting_cancelled", meeting),
            addresses=_mail_who_is_left_alone(meeting),
        )
        _record_change(meeting)
    meeting.refresh_from_db()
    return done


def refuse_unless_announced(meeting: Meeting) -> None:
    """Raise MeetingRefused for a meeting that cannot be called off."""
    if meeting.state != Meeting.State.ANNOUNCED:
        raise MeetingRefused(not_announced())


def not_announced() -> str:
    return _("Alleen een aangekondigde kenniskring kan worden afgezegd.")


def no_longer_coming() -> str:
    return _("De volgende datum die je koos, gaat niet door of is geweest. Kies opnieuw.")


@transaction.atomic
def discard(meeting: Meeting, *, by: User | None = None) -> None:
    """Delete a meeting that was never announced; its day of a series is free again."""
    lock(meeting)
    stored = Meeting.objects.filter(pk=meeting.pk).first()
    if stored is None:
        raise MeetingRefused(_("Deze kenniskring is al weggegooid."))
    refuse_unless_discardable(stored)
    log(instance=stored, action="wagtail.delete", user=by, deleted=True)
    meeting.delete()


def refuse_unless_discardable(meeting: Meeting) -> None:
    """Raise MeetingRefused for a meeting that was announced."""
    if meeting.state != Meeting.State.PREPARING:
        raise MeetingRefused(_("Deze kenniskring is al aangekondigd. Je kunt hem wel afzeggen."))


def lock(meeting: Meeting) -> None:
    """Lock the meeting until the commit, and its seats before it; every deed and the form do."""
    Meeting.objects.filter(pk=meeting.pk).lock()


def changed(meeting: Meeting, *, before: Appointment, now: datetime) -> News:
    """Tell everybody who is registered that an announced meeting has another time or place.

    Call it after the meeting was saved, with the appointment as it was. Return how many people
    will read what in their mail: nobody who was not told yet of what is put back now.
    """
    after, news = Appointment.of(meeting), News()
    if meeting.state != Meeting.State.ANNOUNCED:
        return news
    with transaction.atomic():
        if after != before and meeting.ends_at > now:
            lock(meeting)
            Meeting.objects.filter(pk=meeting.pk).update(
                calendar_sequence=F("calendar_sequence") + 1,
                updated_at=now,
                **_moved(meeting, before, after),
            )
            _remember_what_was_told(meeting, before)
            _mail_everybody("meeting_changed", meeting)
            news = news_for(_people(meeting), after)
        _record_change(meeting)
    meeting.refresh_from_db()
    return news


def choose_report_date(meeting: Meeting, *, is_own: bool) -> None:
    """Store whether the report that was linked keeps the date of its own page."""
    Meeting.objects.filter(pk=meeting.pk).update(report_has_own_date=is_own)
    meeting.report_has_own_date = is_own


def readdress(meeting: Meeting, *, keys: set[UUID]) -> None:
    """Bring passages and search in line after a report came to the meeting or left it.

    `keys` are the translation keys of the reports before and after.
    """
    with transaction.atomic():
        reports = list(ReportPage.objects.live().filter(translation_key__in=keys))
        passages.readdress(reports)
        tell_report_is_ready(meeting)
        _record_change(meeting, *(f"page:{report.pk}" for report in reports))


def report_changed(report: ReportPage) -> None:
    """Have search read the announcement again, and tell who waited for the report.

    With a live report only the report is found.
    """
    meetings = Meeting.objects.public().filter(report__translation_key=report.translation_key)
    for meeting in meetings:
        tell_report_is_ready(meeting)
        _record_change(meeting)


def list_closed_or_opened() -> None:
    """Have every announcement indexed again; while the list is closed none is found, and a report
    is read at its own address."""
    for meeting in Meeting.objects.public().select_related("report"):
        if meeting.report is None:
            _record_change(meeting)
        else:
            readdress(meeting, keys={meeting.report.translation_key})


@transaction.atomic
def tell_report_is_ready(meeting: Meeting) -> None:
    """Mail everybody who asked for it, once; the wish is used up by that."""
    if not closing.is_visible(meeting.report):
        return
    waiting = Registration.objects.standing().filter(meeting=meeting, wants_report=True)
    for registration in waiting.order_by("pk"):
        # Two at once: only who uses up the wish mails.
        if waiting.filter(pk=registration.pk).update(wants_report=False):
            outbox.put(
                "report_ready", to_language=registration.language, registration=registration.pk
            )


def number_of_another(number: int | None, report: ReportPage | None) -> str:
    """Return whose number this is, as a Dutch sentence; "" when it is the report's or nobody's."""
    return numbers.taken(number, by_other_than=report.translation_key if report else None)


def next_number() -> int:
    """Return the number that the next announced meeting gets."""
    highest = [
        Meeting.objects.aggregate(highest=Max("number"))["highest"],
        ReportPage.objects.aggregate(highest=Max("number"))["highest"],
    ]
    return max(number or 0 for number in highest) + 1


def _announce(meeting: Meeting, by: User | None, now: datetime) -> Meeting:
    # Two editors who press the button at once: the second waits here and is refused below.
    lock(meeting)
    stored = Meeting.objects.filter(pk=meeting.pk).first()
    if stored is None:
        raise MeetingRefused(_("Deze kenniskring is al weggegooid."))
    meeting = stored
    numbers.hold()
    refuse_unless_ready(meeting, now)
    meeting.number, meeting.slug = number_and_slug(meeting)
    meeting.state = Meeting.State.ANNOUNCED
    meeting.announced_at = now
    meeting.announced_by = by
    columns = ["number", "slug", "state", "announced_at", "announced_by"]
    try:
        with transaction.atomic():
            meeting.save(update_fields=columns)
    except IntegrityError as error:
        if not Meeting.objects.filter(number=meeting.number).exclude(pk=meeting.pk).exists():
            raise
        raise MeetingRefused(
            _("Er is al een kenniskring met dit nummer. Kies een ander nummer.")
        ) from error
    # In one order: two meetings may have the same questions on their agendas.
    for row in meeting.questions.select_related("question").order_by("question_id"):
        questions.record_event(
            row.question,
            kind=QuestionEvent.Kind.ON_AGENDA,
            label=str(meeting),
            url=meeting.path_in(SOURCE_LANGUAGE),
            at=now,
        )
    if meeting.report is not None:
        readdress(meeting, keys={meeting.report.translation_key})
    _record_change(meeting)
    return meeting


def number_and_slug(meeting: Meeting) -> tuple[int, str]:
    """Return the number and slug that the meeting gets when it is announced now."""
    title = meeting.text_in(SOURCE_LANGUAGE).title
    slug = meeting.slug or slugify(plain_letters(title))[:SLUG_LENGTH].strip("-") or "kenniskring"
    return meeting.number or next_number(), slug


def refuse_unless_ready(meeting: Meeting, now: datetime) -> None:
    """Raise MeetingRefused with what still stands between this meeting and its announcement."""
    if meeting.state != Meeting.State.PREPARING:
        raise MeetingRefused(_("Deze kenniskring is al aangekondigd."))
    if meeting.starts_at <= now:
        raise MeetingRefused(_("Het begin ligt in het verleden. Kies een dag die nog komt."))
    if not meeting.text_in(SOURCE_LANGUAGE).title:
        raise MeetingRefused(_("Geef de kenniskring eerst een Nederlandse titel."))
    if refusal := number_of_another(meeting.number, meeting.report):
        raise MeetingRefused(refusal)
    if not Seats.objects.filter(meeting=meeting, capacity__gt=0).exists():
        raise MeetingRefused(_("Geef eerst op hoeveel plekken er zijn."))


def _moved(meeting: Meeting, before: Appointment, after: Appointment) -> dict[str, object]:
    """Return the columns that say when the meeting was; {} when they stay as they are.

    A move counts from where it last was, for whoever is registered: a mistake that is put right
    before anybody heard of it was no move. Another end or zone comes on top of an earlier move.
    """
    if before.slot == after.slot:
        return {}
    is_move = before.starts_at != after.starts_at
    if meeting.moved_from is not None and not (is_move and _is_known(meeting, before)):
        return {}
    return {
        "moved_from": before.starts_at,
        "moved_from_zone": before.time_zone,
        "moved_from_duration": before.duration,
    }


def _is_known(meeting: Meeting, appointment: Appointment) -> bool:
    """Return whether somebody who is registered knows the meeting at this time."""
    told = _people(meeting).values_list("told", flat=True)
    return any(one is None or Appointment.load(one).slot == appointment.slot for one in told)


def _remember_what_was_told(meeting: Meeting, before: Appointment) -> None:
    """Note the appointment as people know it, until a mail has told them of the change.

    Who was told of none yet knows it as it was a moment ago. A mail that still waits tells of this
    change too, so what was noted before stays.
    """
    people = _people(meeting)
    locks.lock(people)
    people.filter(told__isnull=True).update(told=before.dump())


def reasons_needed(meeting: Meeting) -> dict[str, bool]:
    """Return per language of the meeting whether calling it off needs a reason in it.

    The source language's stands in for the others. A meeting without that needs all it has.
    """
    languages = list(meeting.texts.values_list("locale__language_code", flat=True))
    stands_in = SOURCE_LANGUAGE in languages
    return {code: code == SOURCE_LANGUAGE or not stands_in for code in languages}


def _store_reasons(meeting: Meeting, reasons: Mapping[str, str]) -> None:
    needed = reasons_needed(meeting)
    for text in MeetingText.objects.filter(meeting=meeting).select_related("locale"):
        reason = reasons.get(text.locale.language_code, "").strip()
        if not reason and needed[text.locale.language_code]:
            raise MeetingRefused(
                _("Schrijf waarom de kenniskring niet doorgaat: %(language)s.")
                % {"language": text.locale.get_display_name()}
            )
        MeetingText.objects.filter(pk=text.pk).update(cancel_reason=reason)


def _open_questions(meeting: Meeting, *, at: datetime, by: User | None) -> int:
    """Take the questions off the agenda; return how many are open again by that."""
    on_agenda = Question.objects.filter(state=Question.State.ON_AGENDA)
    before = set(on_agenda.filter(meetings__meeting=meeting).values_list("pk", flat=True))
    announced = MeetingQuestion.objects.filter(meeting__state=Meeting.State.ANNOUNCED)
    # In one order: two meetings may have the same questions on their agendas.
    for row in meeting.questions.select_related("question").order_by("question_id"):
        questions.take_off_agenda(
            row.question,
            label=str(meeting),
            url=meeting.path_in(SOURCE_LANGUAGE),
            note=words.reason(meeting.text_in(row.question.language)).text,
            at=at,
            elsewhere=announced.filter(question=row.question_id),
            by=by,
        )
    return len(before) - on_agenda.filter(pk__in=before).count()


def _people(meeting: Meeting) -> QuerySet[Registration]:
    return Registration.objects.filter(meeting=meeting, state=Registration.State.REGISTERED)


def _mail_everybody(kind: str, meeting: Meeting) -> int:
    rows = _people(meeting)
    for registration in rows:
        outbox.put(kind, to_language=registration.language, registration=registration.pk)
    return len(rows)


def _mail_who_is_left_alone(meeting: Meeting) -> int:
    """Mail each address of which only a form waits, once; return how many that are."""
    forms = Repeat.objects.left_alone(meeting).select_related("registration")
    last = {form.registration.email_folded: form for form in forms}
    for form in last.values():
        outbox.put("form_cancelled", to_language=form.language, registration=form.registration_id)
    return len(last)


def _record_change(meeting: Meeting, *others: str) -> None:
    """Have search read the announcement again, in every language it has, and other documents.

    Its report too, which shows the meeting's date.
    """
    if meeting.report_id:
        reports = ReportPage.objects.filter(translation_key=meeting.report.translation_key)
        others = {*others, *(f"page:{pk}" for pk in reports.live().values_list("pk", flat=True))}
    languages = meeting.texts.values_list("locale__language_code", flat=True)
    indexing.record_change(*others, *(f"meeting:{meeting.pk}:{language}" for language in languages))
