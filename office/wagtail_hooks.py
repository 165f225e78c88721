"""What Wagtail's admin learns from the office."""

from office import editors_bar, fault_admin, user_admin
from office.mail import admin as mail_admin

__all__ = ["editors_bar", "fault_admin", "user_admin", "mail_admin"]
