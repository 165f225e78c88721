"""Edit forms over rows that deeds write as well: locked, read, validated and saved at once.

A form that was opened before a deed, or is saved while one is done, would else write back what it
read: a cancelled meeting would be announced again.
"""

from typing import Any

from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from wagtail.admin.forms import WagtailAdminModelForm

from office.refusals import Refused


class OwnColumnsForm(WagtailAdminModelForm):
    """Saves an existing row in the columns that the form shows, and in no other."""

    def own_columns(self) -> list[str]:
        """Return the columns that this form may write, with the moments that saving itself sets."""
        return [
            column.name
            for column in self.instance._meta.concrete_fields
            if (column.name in self.fields and not self.fields[column.name].disabled)
            or getattr(column, "auto_now", False)
        ]

    def save(self, commit: bool = True) -> models.Model:
        if not commit or self.instance._state.adding:
            return super().save(commit=commit)
        instance = super().save(commit=False)
        # The rows of the formsets go by their names: ClusterableModel saves them too.
        instance.save(update_fields=[*self.own_columns(), *self.formsets])
        self.save_m2m()
        return instance


class LockedEditMixin:
    """For an EditView of Wagtail: a deed waits until the form is saved, or the form for the deed.

    What a deed changed while the form was open is read before the form is validated. A refusal
    comes back with the form as it was filled in.
    """

    def lock_rows(self) -> None:
        """Lock what the form and the deeds write; a view says here which other rows come first."""
        rows = self.model.objects.select_for_update(no_key=True).filter(pk=self.object.pk)
        list(rows.values_list("pk"))

    @transaction.atomic
    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.lock_rows()
        # Wagtail read the row before there was a lock.
        self.object = self.get_object()
        return super().post(request, *args, **kwargs)

    def form_valid(self, form: WagtailAdminModelForm) -> HttpResponse:
        try:
            # Undone as a whole when it is refused, also when the refusal comes last.
            with transaction.atomic():
                return super().form_valid(form)
        except Refused as refusal:
            form.add_error(None, str(refusal))
            self.produced_error_code = "refused"
            self.produced_error_message = self.get_error_message()
            return self.form_invalid(form)
