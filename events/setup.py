"""The room's own step of `prepare_site`."""

from django.contrib.auth.models import Group, Permission
from wagtail.models import Locale

from events.models import KenniskringenPage
from knowledge.models import HomePage
from knowledge.pages.editors import CHIEF_EDITORS, EDITORS
from knowledge.pages.publishing import as_system
from office.setup import Say

TITLE = "Kenniskringen"
SUMMARIES = {
    "nl": "Collega’s uit het hele land bespreken samen de vragen die zij meebrengen.",
    "en": "Colleagues from all over the country discuss the questions they bring.",
}


ORGANISERS = "organisatoren"
RIGHTS = [
    *(f"{deed}_{model}" for model in ("meeting", "series") for deed in ("add", "change", "view")),
    "view_registration",
]


def prepare(say: Say) -> None:
    """Make the kenniskringen page of every language, and give editors and organisers their rights.

    Organisers alone see what people need to take part; an editor can be one of them.
    """
    _make_pages(say)
    organisers, _is_new = Group.objects.get_or_create(name=ORGANISERS)
    rights = Permission.objects.filter(content_type__app_label="events", codename__in=RIGHTS)
    for group in [*Group.objects.filter(name__in=[EDITORS, CHIEF_EDITORS]), organisers]:
        group.permissions.add(*rights)
    more = Permission.objects.filter(
        content_type__app_label__in=["events", "wagtailadmin"],
        codename__in=["view_needs", "access_admin"],
    )
    organisers.permissions.add(*more)


def _make_pages(say: Say) -> None:
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
