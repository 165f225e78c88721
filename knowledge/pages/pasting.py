"""The script with which a pasted text becomes blocks: headings and tables as such."""

from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks


@hooks.register("insert_editor_js")
def take_pasted_text_apart() -> str:
    """Return the script for the forms of pages."""
    return format_html('<script src="{}"></script>', static("build/pasting.js"))
