import pytest
from wagtail.models import Site

from office.models import SiteSettings


@pytest.fixture
def desk(db):
    """The desk has a mailbox."""
    site = SiteSettings.for_site(Site.objects.get(is_default_site=True))
    site.contact_email = "redactie@alliantie.nl"
    site.save()
