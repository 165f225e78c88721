"""Edit forms over rows that deeds write as well: locked, read, validated and saved at once.

A form that was opened before a deed, or is saved while one is done, would else write back what it
read: a cancelled meeting would be announced again.
"""

import json
import re
from typing import Any

from django import forms
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.urls import resolve, reverse
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.models import ModelLogEntry

from office import typed_words
from office.locks import lock
from office.refusals import Refused

# The hidden field with the values that the form was opened with.
OPENED = "opened_with"


class OwnColumnsForm(WagtailAdminModelForm):
    """Saves an existing row in the columns that the form shows, and in no other.

    A field that was sent as the form was opened with was not edited: it stays as it is stored by
    now. Else whoever mends a comma would put back the name that a colleague took out meanwhile.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance._state.adding:
            shown = {
                name: field.prepare_value(self.get_initial_for_field(field, name))
                for name, field in self.fields.items()
                if name in self._column_names()
            }
            opened = json.dumps(shown, cls=DjangoJSONEncoder)
            self.fields[OPENED] = forms.CharField(
                initial=opened, required=False, strip=False, widget=forms.HiddenInput
            )

    def _post_clean(self) -> None:
        for name in self._not_edited():
            self.cleaned_data[name] = getattr(self.instance, name)
        super()._post_clean()

    def opened_with(self) -> dict[str, Any]:
        """Return the values that the form was opened with, by field; {} when it says nothing."""
        try:
            return dict(json.loads(self.data.get(self.add_prefix(OPENED), "{}")))
        except (ValueError, TypeError):
            return {}

    def _not_edited(self) -> list[str]:
        """Return the columns that were sent with the value that the form was opened with."""
        opened = self.opened_with()
        return [
            name
            for name in self._column_names() & opened.keys() & self.cleaned_data.keys()
            if not self.fields[name].has_changed(opened[name], self[name].data)
        ]

    def _column_names(self) -> set[str]:
        return {column.name for column in self.instance._meta.concrete_fields}

    def own_columns(self) -> list[str]:
        """Return the columns that this form may write, with the timestamps that saving sets."""
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
    comes back with the form as it was filled in. When the row was deleted meanwhile, what was typed
    comes back in the form that makes a new one.
    """

    # Where a new row is made; the viewset gives it to a view that has the name.
    add_url_name: str | None = None
    is_gone = False

    def lock_rows(self) -> None:
        """Lock what the form and the deeds write; a view says here which other rows come first."""
        lock(self.model.objects.filter(pk=self.object.pk))

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        try:
            super().setup(request, *args, **kwargs)
        except Http404:
            if request.method != "POST":
                raise
            self.is_gone = True

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.is_gone:
            return self.show_as_new()
        return super().dispatch(request, *args, **kwargs)

    @transaction.atomic
    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.lock_rows()
        # Wagtail read the row before there was a lock.
        try:
            self.object = self.get_object()
        except Http404:
            return self.show_as_new()
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

    def show_as_new(self) -> HttpResponse:
        """Return what was typed in the form that makes a new row, and who deleted the old one."""
        request = self.request
        if not self.permission_policy.user_has_any_permission(request.user, ["add", "change"]):
            raise PermissionDenied
        request.POST = _without_rows(request.POST)
        add = resolve(reverse(self.add_url_name)).func
        view = add.view_class(**add.view_initkwargs)
        view.setup(request)
        form = view.get_form()
        deeds = ModelLogEntry.objects.filter(
            content_type=ContentType.objects.get_for_model(self.model), object_id=self.object_pk
        )
        kept = _("Wat je typte, staat hier nog: bewaar het als nieuw, of kopieer het.")
        form.add_error(None, typed_words.who_deleted(deeds, kept))
        view.produced_error_code = "gone"
        view.produced_error_message = view.get_error_message()
        answer = view.form_invalid(form)
        answer.status_code = 409
        return answer


def _without_rows(posted: QueryDict) -> QueryDict:
    """Return what was posted with every row of the formsets as a new one.

    What the form was opened with belongs to the row that is gone.
    """
    data = posted.copy()
    data.pop(OPENED, None)
    for name in posted:
        if name.endswith("-INITIAL_FORMS"):
            data[name] = "0"
        elif re.search(r"-\d+-id$", name):
            data[name] = ""
    return data
