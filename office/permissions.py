"""Rows that nobody may add, delete or edit, whatever rights their group has."""

from wagtail.permission_policies.base import ModelPermissionPolicy

from office.models import User


class NeverDeleted(ModelPermissionPolicy):
    """Nobody deletes these: a number or an address was given out. A deed ends them."""

    def user_has_permission(self, user: User, action: str) -> bool:
        """Return whether user may do action with any of them."""
        return action != "delete" and super().user_has_permission(user, action)


class OnlyViewed(ModelPermissionPolicy):
    """Nobody writes, changes or deletes these by hand: the work beside the server does."""

    def user_has_permission(self, user: User, action: str) -> bool:
        """Return whether user may do action with any of them."""
        return action == "view" and super().user_has_permission(user, action)


class NeverAdded(ModelPermissionPolicy):
    """Nobody makes these by hand: a deed does."""

    def user_has_permission(self, user: User, action: str) -> bool:
        """Return whether user may do action with any of them."""
        return action != "add" and super().user_has_permission(user, action)
