"""The editor's forms of a page, where Wagtail does not ask the page itself about its address."""

from datetime import datetime

from django import forms
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import normalize_newlines
from django.utils.translation import gettext as _, gettext_lazy
from wagtail.admin.forms.pages import CopyForm, WagtailAdminPageForm

from knowledge import addresses
from knowledge.models.page_change import LONGEST_SENTENCE, VersionNote
from knowledge.text import change_words

# When a page goes online, and when it goes off line again.
MOMENTS = ("go_live_at", "expire_at")
# What an editor says of a change: fields of the form, not of the page.
WHAT, SENTENCE = "what_changed", "what_changed_sentence"
SAY_WHAT_CHANGED = gettext_lazy("Vertel wat er is veranderd. Bijvoorbeeld: kosten toegevoegd.")


def asks_what_changed(page) -> bool:
    """Tell whether a page was public before: then somebody may have read what it said."""
    return bool(page.kind and page.first_published_at and not page.alias_of_id)


def said_before(page) -> dict[str, str]:
    """Return what was said of the newest version of a page, by field, while it is not public."""
    note = VersionNote.objects.filter(revision=page.latest_revision_id).first()
    return {} if note is None else {WHAT: note.choice, SENTENCE: note.sentence}


class WhatChangedForm(forms.Form):
    """What an editor says of a change of a page."""

    what_changed = forms.ChoiceField(
        label=gettext_lazy("Wat is er veranderd?"),
        choices=VersionNote.Choice.choices,
        widget=forms.RadioSelect,
        required=False,
    )
    what_changed_sentence = forms.CharField(
        label=gettext_lazy("Dit is veranderd"),
        help_text=gettext_lazy(
            "Eén zin, die bezoekers onderaan de pagina lezen. Bijvoorbeeld: kosten toegevoegd."
        ),
        max_length=LONGEST_SENTENCE,
        required=False,
    )

    def refuse_an_unsaid_change(self) -> bool:
        """Say at its field what is missing of what changed; return whether something is."""
        said, sentence = self.cleaned_data[WHAT], self.cleaned_data[SENTENCE]
        if not said and not sentence:
            self.add_error(WHAT, _("Kies: alleen een typfout, of vertel wat er is veranderd."))
        elif said == VersionNote.Choice.TYPO and sentence:
            self.add_error(
                WHAT,
                _("Je koos “typfout”, en vertelt ook wat er is veranderd. Kies een van de twee."),
            )
        elif said != VersionNote.Choice.TYPO and not change_words.says_something(sentence):
            self.add_error(SENTENCE, SAY_WHAT_CHANGED)
        return bool(self.errors)

    def said_of_version(self) -> tuple[str, str]:
        """Return the choice and the sentence; whoever typed a sentence alone chose with it."""
        said, sentence = self.cleaned_data.get(WHAT, ""), self.cleaned_data.get(SENTENCE, "")
        return said or (VersionNote.Choice.CHANGED.value if sentence else ""), sentence

    def clean_what_changed_sentence(self):
        return change_words.cleaned(self.cleaned_data[SENTENCE])


class PageForm(WhatChangedForm, WagtailAdminPageForm):
    """A page's own form.

    A time that has passed does not hold up the rest: who does not touch it may save. Only a time
    that is typed now has to lie ahead. What is wrong with a time is said once, also above the form:
    its own place is a panel that is closed.

    Of a page that was public before it asks what changed. The answer belongs to the version: what
    was said of the newest one stands in the form, until that version is public.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not asks_what_changed(self.instance):
            del self.fields[WHAT], self.fields[SENTENCE]
        elif not getattr(self.instance, "is_reverted", False):
            self.initial |= said_before(self.instance)

    @property
    def asks_what_changed(self) -> bool:
        """Whether the form has the fields that ask."""
        return WHAT in self.fields

    @cached_property
    def changed_data(self):
        # What is said of a change is no change of the page.
        return [name for name in super().changed_data if name not in (WHAT, SENTENCE)]

    def save(self, commit=True):
        if self.asks_what_changed:
            self.instance.said_of_version = self.said_of_version()
        return super().save(commit)

    def clean(self):
        cleaned = super().clean()
        # A browser ends every line with CR LF.
        for name, value in cleaned.items():
            if isinstance(value, str):
                cleaned[name] = normalize_newlines(value)
        # A new page does not know its parent yet: once it does, a refusal is an error page.
        if self.instance.pk is None and self.parent_page is not None and "slug" in cleaned:
            _check(self, "slug", self.parent_page, own=self.instance.reserved_slug)
        return cleaned

    def _clean_form(self) -> None:
        # Around clean(): the class that Wagtail makes of this one checks the times in its own.
        passed = self._take_out_what_passed()
        super()._clean_form()
        self._refuse_a_time_that_passed()
        self._say_it_above()
        self.cleaned_data.update(passed)

    def _take_out_what_passed(self) -> dict[str, datetime]:
        """Return the times that have passed and were not touched, and leave them out of the form's.

        They come back as they are stored: a form shows no seconds.
        """
        passed = {}
        for name in MOMENTS:
            stored, sent = self._stored(name), self.cleaned_data.get(name)
            if stored is None or sent is None or stored >= timezone.now():
                continue
            if sent == stored.replace(second=0, microsecond=0):
                passed[name] = stored
                del self.cleaned_data[name]
        return passed

    def _refuse_a_time_that_passed(self) -> None:
        # Wagtail says it of an expiry only.
        typed = self.cleaned_data.get("go_live_at")
        if typed is not None and typed < timezone.now().replace(second=0, microsecond=0):
            self.add_error("go_live_at", _("Dit tijdstip is al voorbij. Kies een later tijdstip."))

    def _say_it_above(self) -> None:
        errors = self.errors
        first, second = (errors.get(name) for name in MOMENTS)
        if first and second:
            # Of two times in the wrong order Wagtail says the same at both.
            second[:] = [one for one in second if str(one) not in [str(other) for other in first]]
            if not second:
                del errors[MOMENTS[1]]
        if (first or second) and not self.non_field_errors():
            # Beside an error of the form as a whole Wagtail lists those of its fields.
            self.add_error(None, _("De planning klopt niet. Wijzig die in het paneel Status."))

    def _stored(self, name: str) -> datetime | None:
        return self.initial.get(name) if name in self.fields else None


class PageCopyForm(CopyForm):
    """The form that copies a page, or makes an alias of it."""

    def clean(self):
        cleaned = super().clean()
        if "new_slug" in cleaned and "new_parent_page" in cleaned:
            own = getattr(self.page.specific_class, "reserved_slug", "")
            _check(self, "new_slug", cleaned["new_parent_page"], own=own)
        reason = self.page.specific.why_not_under(
            cleaned.get("new_parent_page") or self.page.get_parent()
        )
        if reason:
            # Wagtail says that she has no right to, and nobody has.
            self.errors.pop("new_parent_page", None)
            self.add_error("new_parent_page", reason)
        return cleaned


def _check(form, field, parent, *, own):
    path = f"{parent.url_path}{form.cleaned_data[field]}/"
    if addresses.is_reserved(path, own=own):
        form.add_error(field, addresses.REFUSAL)
