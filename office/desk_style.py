"""The style sheet of our own that every page of the desk has beside Wagtail's."""

from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks


def connect() -> None:
    """Tell Wagtail of it."""
    hooks.register("insert_global_admin_css", link)


def link() -> str:
    """Return the element that leads to it."""
    return format_html('<link rel="stylesheet" href="{}">', static("build/desk.css"))
