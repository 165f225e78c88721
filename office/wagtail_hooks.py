"""What Wagtail's admin learns from the office."""

from office import date_inputs, editors_bar, fault_admin, upload_admin, user_admin
from office.mail import admin as mail_admin

__all__ = ["date_inputs", "editors_bar", "fault_admin", "mail_admin", "upload_admin", "user_admin"]
