"""What an editor says of a change, from the version that she saves until visitors read it.

It is kept with the revision (`VersionNote`), so that whoever reviews, schedules or publishes that
revision brings it along. Once published, a change becomes a `PageChange`. A typo leaves no row:
whoever cited the words is not told that they changed. A revision without a note can be published
too; visitors then read nothing about it.
"""

from collections.abc import Callable
from typing import NamedTuple

from django.utils.translation import gettext as _, gettext_lazy
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry, LogFormatter, log
from wagtail.models import Page, PageLogEntry, Revision

from knowledge.models import PageChange, Passage, SitePage, VersionNote
from knowledge.models.base import PAGE_STEPS, PageStep, Stored
from knowledge.models.page_forms import PageForm
from knowledge.pages import authorship, kept_versions, publishing
from knowledge.text import change_words
from office.models import User
from office.registry import Registry

SAID = "knowledge.say_what_changed"
# What the desk did with a sentence that visitors could read.
CORRECTED_SENTENCE = "knowledge.correct_what_changed"
TAKEN_BACK = "knowledge.take_back_what_changed"
# Of these no visitor reads anything on the page: a change of them alone needs no sentence.
NOT_READ = frozenset(
    {"slug", "seo_title", "search_description", "show_in_menus", "also_known_as", "checked_on"}
)


class Said(NamedTuple):
    """The mark of a passage's words, and the change that was said of them."""

    text_hash: str
    change: int | None


# What follows when words were corrected and mean what they meant: {passage: (old, new mark)}.
CORRECTED: Registry[Callable[[dict[str, tuple[str, str]]], None]] = Registry("corrected words")


def is_asked(form: PageForm, page: SitePage) -> bool:
    """Tell whether a form would put other words online than those that were read last."""
    if not form.asks_what_changed:
        return False
    rows = (rows for name, rows in form.formsets.items() if name != "comments")
    if any(one.has_changed() for one in rows):
        return True
    return is_read_otherwise(page, form.instance.serializable_data())


def is_read_otherwise(page: SitePage, content: dict) -> bool:
    """Tell whether content says something else than what visitors of a page read last."""
    public, kind = _last_public(page), type(page)
    return public is None or _read(kind, public.content) != _read(kind, content)


def say(revision: Revision, choice: str, sentence: str) -> None:
    """Keep what is said of a version; nothing takes back what was said before."""
    if choice or sentence:
        said = {"choice": choice, "sentence": sentence}
        VersionNote.objects.update_or_create(revision=revision, defaults=said)
    else:
        VersionNote.objects.filter(revision=revision).delete()


class WhatChanged(PageStep):
    """Carries what was said from version to version, and to the site with the words."""

    def after_revision(self, page: SitePage, revision: Revision) -> None:
        said = page.__dict__.pop("said_of_version", None)
        if said is not None:
            say(revision, *said)
        elif page.first_published_at and not VersionNote.objects.filter(revision=revision).exists():
            # Made by a translation or a program: it says what the draft before it said.
            _carry_on(page, revision)

    def before_save(self, page: SitePage, stored: Stored | None) -> bool:
        if _goes_online_again(page, stored):
            page.said_of_passages = _said_of_passages(page)
        return True

    def after_save(self, page: SitePage, stored: Stored | None) -> None:
        before = page.__dict__.pop("said_of_passages", None)
        if before is None or not _goes_online_again(page, stored):
            return
        note = VersionNote.objects.filter(revision=page.live_revision_id).first()
        if note is None:
            return
        after = _said_of_passages(page)
        other = [key for key in before.keys() & after if before[key][0] != after[key][0]]
        if note.choice == VersionNote.Choice.TYPO:
            _corrected(before, after, other)
        elif change_words.says_something(note.sentence):
            change = PageChange.objects.create(
                page_id=page.pk,
                revision_id=page.live_revision_id,
                sentence=note.sentence,
                published_at=page.last_published_at,
            )
            Passage.objects.filter(pk__in=other).update(said_change=change)
        if note.choice:
            _log(page, note)
        note.delete()
        # Of versions that came before it nothing is said any more: a plan of one is gone too.
        older = Revision.objects.for_instance(page).filter(
            created_at__lt=page.live_revision.created_at
        )
        VersionNote.objects.filter(revision__in=older).delete()


def log_on_page(change: PageChange, action: str, user: User) -> None:
    """Write in the history of a page what the desk did with a sentence below it."""
    # What was taken back may name somebody: that is not written down once more.
    data = {} if action == TAKEN_BACK else {"sentence": change.sentence}
    log(instance=change.page.specific_deferred, action=action, user=user, data=data)


def connect() -> None:
    """Register the step: after that of the passages, which writes their new words."""
    PAGE_STEPS.register("what changed", WhatChanged())


def _goes_online_again(page: SitePage, stored: Stored | None) -> bool:
    return bool(
        page.live
        and not page.alias_of_id
        and stored is not None
        and stored.last_published_at is not None
        and stored.publishes(page)
    )


def _carry_on(page: SitePage, revision: Revision) -> None:
    earlier = Revision.objects.for_instance(page).exclude(pk=revision.pk)
    before = earlier.order_by("-created_at", "-pk").select_related("version_note").first()
    note = getattr(before, "version_note", None) if before is not None else None
    if note is not None:
        say(revision, note.choice, note.sentence)


def _said_of_passages(page: SitePage) -> dict[str, Said]:
    """Return what is known of the words of each passage of a page; one query."""
    rows = Passage.objects.filter(page_id=page.pk).exclude(text_hash="")
    return {pk: Said(*said) for pk, *said in rows.values_list("pk", "text_hash", "said_change")}


def _corrected(before: dict[str, Said], after: dict[str, Said], keys: list[str]) -> None:
    for key in keys:
        # What was said of the words before holds for the corrected ones.
        Passage.objects.filter(pk=key).update(said_change=before[key].change)
    marks = {key: (before[key].text_hash, after[key].text_hash) for key in keys}
    for follow in CORRECTED.values():
        follow(marks)


def _log(page: SitePage, note: VersionNote) -> None:
    log(
        instance=page,
        action=SAID,
        user=publishing.acting_user(),
        revision=page.live_revision,
        data={"choice": note.choice, "sentence": note.sentence},
    )


def _last_public(page: SitePage) -> Revision | None:
    """Return the version that visitors read last."""
    online = Page.objects.filter(pk=page.pk).select_related("live_revision").first()
    if online is not None and online.live_revision is not None:
        return online.live_revision
    published = PageLogEntry.objects.filter(
        page=page.pk, action__startswith=kept_versions.PUBLISHED, revision__isnull=False
    )
    last = published.order_by("-timestamp", "-pk").select_related("revision").first()
    return last.revision if last is not None else None


def _read(kind: type[SitePage], content: dict) -> str:
    read = {name: value for name, value in content.items() if name not in NOT_READ}
    return authorship.words_of(kind, read)


class SentenceFormatter(LogFormatter):
    """Shows in the history of a page what visitors read since then."""

    label = gettext_lazy("Zin over een wijziging verbeterd")

    def format_message(self, entry: PageLogEntry) -> str:
        return _("Bezoekers lezen: “%(sentence)s”") % {"sentence": entry.data.get("sentence")}


class SaidFormatter(SentenceFormatter):
    """Shows in the history of a page what was said of a version."""

    label = gettext_lazy("Gezegd wat er is gewijzigd")

    def format_message(self, entry: PageLogEntry) -> str:
        if entry.data.get("choice") == VersionNote.Choice.TYPO:
            return _("Alleen een typfout: bezoekers lezen er niets over")
        return super().format_message(entry)


@hooks.register("register_log_actions")
def log_actions(actions: LogActionRegistry) -> None:
    """Name what was said, corrected and taken back, so that the history of a page shows it."""
    actions.register_action(SAID)(SaidFormatter)
    actions.register_action(CORRECTED_SENTENCE)(SentenceFormatter)
    actions.register_action(
        TAKEN_BACK,
        gettext_lazy("Zin over een wijziging weggehaald"),
        gettext_lazy("Een zin over wat er is veranderd, is weggehaald"),
    )
