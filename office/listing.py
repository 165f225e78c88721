"""Lists of the desk that offer only what may be done."""

from functools import cached_property

from wagtail.admin.ui.tables import BulkActionsCheckboxColumn, Column
from wagtail.snippets.views.snippets import IndexView


class RightsIndexView(IndexView):
    """A list with boxes to tick for who may delete its rows: nothing else is done in bulk."""

    @cached_property
    def columns(self) -> list[Column]:
        columns = super().columns
        if self.user_has_permission("delete"):
            return columns
        return [one for one in columns if not isinstance(one, BulkActionsCheckboxColumn)]


class OneByOneIndexView(RightsIndexView):
    """A list without boxes to tick: more is done than deleting a row."""

    def user_has_permission(self, permission: str) -> bool:
        return permission != "delete" and super().user_has_permission(permission)
