"""The title of what stands at an address, as everybody may read it."""

from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _
from wagtail.models import Page

from knowledge import addresses, closing
from knowledge.models import Gemeente, Passage, Person, Question, ReadingGuidePage
from knowledge.passages import resolver


def title_at(path: str) -> str:
    """Return the title at a path of this site, "" when nobody may know it; at most 3 queries."""
    try:
        match = resolve(path)
    except Resolver404:
        return ""
    find = _OF_NAME.get(match.url_name)
    return find(**match.kwargs) if find else _page(path)


def _passage(passage_id: str) -> str:
    rows = Passage.objects.select_related("page", "question").filter(resolver.visible())
    found = rows.filter(pk=passage_id).first()
    whole = resolver.whole(found) if found else None
    return whole[0] if whole else ""


def _question(number: int) -> str:
    return (
        Question.objects.public().filter(number=number).values_list("text", flat=True).first() or ""
    )


def _gemeente(slug: str) -> str:
    return Gemeente.objects.filter(slug=slug).values_list("name", flat=True).first() or ""


def _contact(slug: str) -> str:
    name = _gemeente(slug)
    return _("In contact met gemeente %(name)s") % {"name": name} if name else ""


def _person(slug: str) -> str:
    shown = Person.objects.filter(slug=slug, show_as_role=False)
    return shown.values_list("name", flat=True).first() or ""


def _whole(pk: int) -> str:
    found = closing.visible(ReadingGuidePage.objects.filter(pk=pk, alias_of=None))
    return found.values_list("title", flat=True).first() or ""


def _page(path: str) -> str:
    place = addresses.place(path)
    if not place or "\0" in place:
        return ""
    found = closing.visible(Page.objects.filter(url_path=place))
    return found.values_list("title", flat=True).first() or ""


_OF_NAME = {
    "passage": _passage,
    "question": _question,
    "gemeente": _gemeente,
    "contact_ask": _contact,
    "person": _person,
    "guide_whole": _whole,
}
