"""Every model of the room; a file per subject."""

from office.models.counted import Counted
from office.models.fault import Fault
from office.models.kept_upload import KeptUpload
from office.models.mail import Mail
from office.models.page_generation import PageGeneration
from office.models.settings import SiteSettings
from office.models.user import User

__all__ = ["Counted", "Fault", "KeptUpload", "Mail", "PageGeneration", "SiteSettings", "User"]
