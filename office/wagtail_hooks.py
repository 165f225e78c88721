"""What Wagtail's admin learns from the office."""

from office import (
    date_inputs,
    editors_bar,
    fault_admin,
    settings_admin,
    upload_admin,
    user_admin,
    wrong_fields,
)
from office.mail import admin as mail_admin
from office.remarks import admin as remark_admin

__all__ = [
    "date_inputs",
    "editors_bar",
    "fault_admin",
    "mail_admin",
    "remark_admin",
    "settings_admin",
    "upload_admin",
    "user_admin",
    "wrong_fields",
]
