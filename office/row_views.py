"""The desk of plain rows: a list, a form for a new one, and one that edits it."""

from collections.abc import Sequence

from wagtail.admin.panels import ObjectList, Panel
from wagtail.snippets.views.snippets import CreateView, EditView, SnippetViewSet

from office.editing import LockedEditMixin, OwnColumnsForm
from office.wrong_fields import NamesFieldsMixin


class RowCreateView(NamesFieldsMixin, CreateView):
    """A new row."""


class RowEditView(LockedEditMixin, EditView):
    """The form of a row; saving one that a colleague deleted meanwhile makes it anew."""


class RowViewSet(SnippetViewSet):
    """The views of a model's rows: the model's own panels, then `panels_below`."""

    add_view_class = RowCreateView
    edit_view_class = RowEditView
    base_form_class: type[OwnColumnsForm] = OwnColumnsForm
    panels_below: Sequence[Panel] = ()

    def get_edit_handler(self) -> Panel:
        """Return the panels of the form."""
        panels = [*self.model.panels, *self.panels_below]
        form = ObjectList(panels, base_form_class=self.base_form_class)
        return form.bind_to_model(self.model)
