"""What Wagtail's admin learns from the office."""

from office import fault_admin
from office.mail import admin as mail_admin

__all__ = ["fault_admin", "mail_admin"]
