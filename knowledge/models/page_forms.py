"""The editor's forms of a page, where Wagtail does not ask the page itself about its address."""

from datetime import datetime

from django.utils import timezone
from django.utils.text import normalize_newlines
from django.utils.translation import gettext as _
from wagtail.admin.forms.pages import CopyForm, WagtailAdminPageForm

from knowledge import addresses

# When a page goes online, and when it goes off line again.
MOMENTS = ("go_live_at", "expire_at")


class PageForm(WagtailAdminPageForm):
    """A page's own form.

    A time that has passed does not hold up the rest: who does not touch it may save. Only a time
    that is typed now has to lie ahead. What is wrong with a time is said once, also above the form:
    its own place is a panel that is closed.
    """

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
