"""What Wagtail's admin learns from the office."""

from office.mail import admin

__all__ = ["admin"]
