from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from office import mail_address
from office.forms import EmailLineField


class AddressField(models.EmailField):
    """An e-mail address that every form checks, and stores in one form; a plain column."""

    # What is no address is said once, by `clean`.
    default_validators = []

    def deconstruct(self) -> tuple[str, str, list, dict]:
        """Return an EmailField: migrations know nothing of forms."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.EmailField", args, kwargs

    def formfield(self, **kwargs: Any) -> EmailLineField:
        """Return the field that every form for an address has."""
        return super().formfield(**{"form_class": EmailLineField, **kwargs})

    def clean(self, value: Any, model_instance: models.Model | None) -> str:
        """Return the address in its one form, also from a form of Wagtail's own."""
        value = super().clean(value, model_instance)
        try:
            return value and mail_address.normalised(value)
        except mail_address.InvalidAddress as refusal:
            raise ValidationError(str(refusal), code="invalid") from refusal
