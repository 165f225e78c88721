"""The editor's forms of a page, where Wagtail does not ask the page itself about its address."""

from wagtail.admin.forms.pages import CopyForm, WagtailAdminPageForm

from knowledge import addresses


class PageForm(WagtailAdminPageForm):
    """A page's own form."""

    def clean(self):
        cleaned = super().clean()
        # A new page does not know its parent yet: once it does, a refusal is an error page.
        if self.instance.pk is None and self.parent_page is not None and "slug" in cleaned:
            _check(self, "slug", self.parent_page, own=self.instance.reserved_slug)
        return cleaned


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
