"""How complete pages are, in the lists of pages on the desk."""

from collections.abc import Iterable

from django.utils.translation import gettext as _, gettext_lazy
from wagtail.admin.ui.tables import Column, Table
from wagtail.admin.views.pages.listing import ExplorableIndexView
from wagtail.models import Page, Revision

from knowledge.models.filled import empty, sections

COLUMN = Column("filled", label=gettext_lazy("Ingevuld"), width="12%")


def say(pages: Iterable[Page]) -> bool:
    """Write on each page how much of its newest version is filled in; return whether any can say.

    "" for kinds without such sections. One query or none.
    """
    newest = {}
    for page in pages:
        page.filled = ""
        if page.latest_revision_id and sections(page.specific_class):
            newest[page.latest_revision_id] = page
    if not newest:
        return False
    for number, content in Revision.objects.filter(pk__in=newest).values_list("pk", "content"):
        model = newest[number].specific_class
        total = len(sections(model))
        numbers = {"filled": total - len(empty(model, content)), "total": total}
        newest[number].filled = _("%(filled)d van de %(total)d") % numbers
    return True


class PagesView(ExplorableIndexView):
    """The list of the pages below a page, with how complete each is where that can be said."""

    def get_table(self, object_list: Iterable[Page]) -> Table:
        if say(object_list):
            self.explorable_columns.insert(-1, COLUMN)
        return super().get_table(object_list)
