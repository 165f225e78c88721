"""Which feeds a page announces."""

from django.urls import reverse
from django.utils.translation import gettext as _

from knowledge.head.values import Feed
from knowledge.models import ListPage, OpgavePage
from knowledge.models.kinds import kinds
from office.mail.kinds import absolute


def of_all() -> list[Feed]:
    """Return the feed of everything that is new in the kennisbank."""
    return [Feed(all_title(), absolute(reverse("feed")))]


def of_list(page: ListPage) -> list[Feed]:
    """Return the feeds that a list announces: of all, and of the kind that it shows."""
    of_kind = [
        Feed(kind_title(model), absolute(reverse("feed_of_kind", args=[model.kind])))
        for model in kinds()
        if model.kind == page.lists
    ]
    return [*of_kind, *of_all()]


def of_opgave(page: OpgavePage) -> list[Feed]:
    """Return the feeds that the page of an opgave announces."""
    address = absolute(reverse("feed_of_opgave", args=[page.slug]))
    return [Feed(opgave_title(page), address), *of_all()]


def all_title() -> str:
    """Return what the feed of everything is called."""
    return _("Nieuw in de kennisbank")


def kind_title(model: type) -> str:
    """Return what the feed of a kind is called."""
    name = str(model._meta.verbose_name_plural)
    return _("Nieuw in de kennisbank: %(name)s") % {"name": name}


def opgave_title(page: OpgavePage) -> str:
    """Return what the feed of an opgave is called."""
    return _("Nieuw in de kennisbank: %(name)s") % {"name": page.title}
