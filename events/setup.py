"""The room's own step of `prepare_site`."""

from wagtail.models import Locale

from events.models import KenniskringenPage
from knowledge.models import HomePage
from knowledge.pages.publishing import as_system
from office.setup import Say

TITLE = "Kenniskringen"
SUMMARIES = {
    "nl": "Collega’s uit het hele land bespreken samen de vragen die zij meebrengen.",
    "en": "Colleagues from all over the country discuss the questions they bring.",
}


def prepare(say: Say) -> None:
    """Make the kenniskringen page of every language."""
    for home in HomePage.objects.filter(locale__language_code__in=SUMMARIES).order_by("pk"):
        if KenniskringenPage.objects.child_of(home).exists():
            continue
        _make(home)
        say(f"Made {home.locale.language_code}: /kenniskringen/.")


def _make(home: HomePage) -> None:
    source = KenniskringenPage.objects.exclude(locale=home.locale).first()
    page = KenniskringenPage(
        title=TITLE,
        summary=SUMMARIES[home.locale.language_code],
        locale=Locale.objects.get(pk=home.locale_id),
        show_in_menus=True,
    )
    if source is not None:
        page.translation_key = source.translation_key
    with as_system("prepare_site"):
        home.add_child(instance=page)
        page.save_revision().publish()
