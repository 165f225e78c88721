"""Who is behind the demonstration and how to reach them: the front page, the contact page."""

from django.conf import settings

from knowledge.models import HomePage
from knowledge.pages.publishing import as_system
from office.models import SiteSettings
from office.setup import Say

ABOUT = (
    "Deze site is een voorbeeld. Hij laat zien hoe een netwerk als de Alliantie Kinderarmoede "
    "kennis kan delen over de lokale aanpak van armoede onder kinderen. De gemeenten en "
    "organisaties in het verslag werkten er niet aan mee."
)
# Of the invented speakers: nobody who exists is shown as a partner without having been asked.
PARTNERS = "Gemeente Verzinsdorp, Gemeente Bedenkstad"
# A name that never answers (RFC 2606): no mail of a visitor who tries things reaches a stranger.
CONTACT = "redactie@kenniskring.example"


def load(say: Say) -> None:
    """Fill in who is behind the site, unless an editor did."""
    unreachable = SiteSettings.objects.filter(contact_email="", phone="")
    unreachable.update(contact_email=CONTACT, privacy_email=CONTACT)
    home = HomePage.objects.get(locale__language_code=settings.LANGUAGE_CODE)
    if home.about or home.partners:
        return
    home.about, home.partners = ABOUT, PARTNERS
    with as_system("load_demo"):
        home.save_revision().publish()
    say("Said on the front page who is behind the demonstration.")
