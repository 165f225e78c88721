"""Edit forms over rows that deeds write as well: locked, read, validated and saved at once.

A form that was opened before a deed, or is saved while one is done, would else write back what it
read: a cancelled meeting would be announced again.
"""

import json
import re
from collections.abc import Iterable
from contextlib import suppress
from copy import copy
from datetime import date, datetime
from typing import Any

from django import forms
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.urls import resolve, reverse
from django.utils.text import Truncator, normalize_newlines
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.forms.models import WagtailAdminModelFormMetaclass
from wagtail.models import ModelLogEntry

from office import typed_words
from office.locks import lock
from office.models import SiteSettings
from office.refusals import Refused
from office.wrong_fields import NamesFieldsMixin

# The hidden field with the values that the form was opened with.
OPENED = "opened_with"


class OwnColumnsMetaclass(WagtailAdminModelFormMetaclass):
    """Gives the rows below a form, as the texts of a meeting, the same care as its own columns."""

    def __new__(cls, name: str, bases: tuple[type, ...], attrs: dict[str, Any]) -> type:
        formsets = getattr(attrs.get("Meta"), "formsets", None) or {}
        for options in formsets.values():
            # An InlinePanel brings a form of its own for what is required only when published.
            if form := options.get("form"):
                options["form"] = cls(form.__name__, (OwnColumnsForm, form), {})
        return super().__new__(cls, name, bases, attrs)

    @classmethod
    def child_form(cls) -> type[WagtailAdminModelForm]:
        return OwnColumnsForm


class OwnColumnsForm(WagtailAdminModelForm, metaclass=OwnColumnsMetaclass):
    """Saves an existing row in the columns that the form shows, and in no other.

    A field that was sent as the form was opened with was not edited: it stays as it is stored by
    now. Else whoever mends a comma would put back the name that a colleague took out meanwhile.
    A field that both edited is refused once, with what the colleague wrote.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance._state.adding:
            opened = {
                name: self._as_opened(name) for name in self.fields if name in self._column_names()
            }
            stored = json.dumps(opened, cls=DjangoJSONEncoder)
            self.fields[OPENED] = forms.CharField(
                initial=stored, required=False, strip=False, widget=forms.HiddenInput
            )

    def _as_opened(self, name: str) -> Any:
        """Return the value of a field as the form remembers it: a time with its offset.

        Without one it would be another time once the zone, or the editor's profile, has changed.
        """
        field = self.fields[name]
        value = self.get_initial_for_field(field, name)
        return value if isinstance(value, datetime) else field.prepare_value(value)

    def _post_clean(self) -> None:
        edited_by_both = {}
        for name, opened in self._known_columns().items():
            stored = self._stored_values()[name]
            if not self.differs(name, opened):
                self.cleaned_data[name] = getattr(self.instance, name)
            elif opened != stored and self.differs(name, stored):
                edited_by_both[name] = self._as_shown(name)
        super()._post_clean()
        for name, written in edited_by_both.items():
            self.add_error(name, edited_meanwhile(written))
        if edited_by_both:
            self.show_what_stands(edited_by_both)

    def show_what_stands(self, names: Iterable[str]) -> None:
        """Take these fields for read as they are stored by now: sent again, her own words stand.

        The others keep what they were opened with, or an older value of them would win as well.
        """
        stored = self._stored_values()
        opened = self.opened_with() | {name: stored[name] for name in names}
        self.data = self.data.copy()
        self.data[self.add_prefix(OPENED)] = json.dumps(opened)

    def opened_with(self) -> dict[str, Any]:
        """Return the values that the form was opened with, by field; {} when it says nothing."""
        try:
            return dict(json.loads(self.data.get(self.add_prefix(OPENED), "{}")))
        except (ValueError, TypeError, RecursionError):
            return {}

    def differs(self, name: str, known: Any) -> bool:
        """Return whether a field was sent with another value than a known one, as JSON has it."""
        field = copy(self.fields[name])
        # What is shown as fixed by now may have been sent by who opened the form before.
        field.disabled = False
        # JSON knows no dates.
        with suppress(ValidationError):
            known = field.to_python(known)
        sent = self[name].data
        # A browser ends every line with CR LF.
        known, sent = (
            normalize_newlines(value) if isinstance(value, str) else value
            for value in (known, sent)
        )
        return field.has_changed(known, sent)

    def _known_columns(self) -> dict[str, Any]:
        """Return what the columns that were sent and are right were opened with."""
        if OPENED not in self.fields:
            return {}
        opened = self.opened_with()
        names = self._stored_values().keys() & opened.keys() & self.cleaned_data.keys()
        # A browser sends no field that is shown as fixed: it keeps what is stored.
        return {name: opened[name] for name in names if not self.fields[name].disabled}

    def _stored_values(self) -> dict[str, Any]:
        return json.loads(self.fields[OPENED].initial)

    def _as_shown(self, name: str) -> str:
        display = getattr(self.instance, f"get_{name}_display", None)
        if display:
            return display()
        value = getattr(self.instance, name)
        if isinstance(value, date):
            # As the form shows it, not in UTC.
            field = self.fields[name]
            return field.widget.format_value(field.prepare_value(value))
        return "" if value is None else str(value)

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


def guard_the_settings() -> None:
    """Give the form of the site's settings the same care: Wagtail asks the model for its form."""
    SiteSettings.base_form_class = OwnColumnsForm


def edited_meanwhile(written: str) -> str:
    """Return what to say at a field that a colleague edited as well: what she wrote there."""
    return _(
        "Een collega wijzigde dit terwijl je dit formulier open had. Er staat nu: ‘%(written)s’. "
        "Pas aan wat jij hebt, of bewaar nog een keer: dan geldt dat."
    ) % {"written": Truncator(written).chars(300)}


class RefusedFormMixin(NamesFieldsMixin):
    """For a CreateView or EditView of Wagtail: a refusal comes back with the form as it was filled.

    What was stored before the refusal is undone.
    """

    def form_valid(self, form: WagtailAdminModelForm) -> HttpResponse:
        is_new = form.instance._state.adding
        try:
            # Undone as a whole when it is refused, also when the refusal comes last.
            with transaction.atomic():
                return super().form_valid(form)
        except Refused as refusal:
            if is_new:
                # The number that it got is nobody's any more.
                form.instance.pk, form.instance._state.adding = None, True
            form.add_error(None, str(refusal))
            self.produced_error_code = "refused"
            self.produced_error_message = self.get_error_message()
            return self.form_invalid(form)


class LockedEditMixin(RefusedFormMixin):
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
