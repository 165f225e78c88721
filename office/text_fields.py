"""What is typed or pasted into any field of text is taken without signs that nobody sees."""

from typing import Any

from django import forms

from office.hidden_signs import without_hidden_signs


def leave_out_hidden_signs() -> None:
    """Give every form and block its words without hidden signs, those of packages too.

    Here, and not in each form: the forms of pictures, users and redirects are not ours, and the
    next one would be forgotten. A field judges, compares and stores what this returns: a title of
    zero-width spaces is empty, and two spellings of one name are double.
    """
    as_typed = forms.CharField.to_python

    def to_python(field: forms.CharField, value: Any) -> Any:
        text = as_typed(field, value)
        # Passwords, and what a form remembers for itself, are taken to the letter.
        if not field.strip or not isinstance(text, str):
            return text
        return without_hidden_signs(text).strip()

    forms.CharField.to_python = to_python
