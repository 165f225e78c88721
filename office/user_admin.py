"""The accounts as administrators keep them: a superuser is for another superuser only.

Wagtail offers everybody who may change accounts to make a superuser, and to give one a new
password: whoever keeps the accounts could give herself everything.
"""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.views.bulk_action import BulkAction
from wagtail.permission_policies.base import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy
from wagtail.users.views.users import (
    CreateView,
    EditView,
    IndexView,
    UserViewSet as WagtailUserViewSet,
)

from office.models import User


class AccountPolicy(ModelPermissionPolicy):
    """Only a superuser changes or deletes a superuser."""

    def user_has_permission_for_instance(self, user: User, action: str, instance: User) -> bool:
        """Return whether user may do action with the account instance."""
        if action in ("change", "delete") and instance.is_superuser and not user.is_superuser:
            return False
        return super().user_has_permission_for_instance(user, action, instance)

    def user_has_any_permission_for_instance(
        self, user: User, actions: Iterable[str], instance: User
    ) -> bool:
        """Return whether user may do one of actions with the account instance."""
        return any(self.user_has_permission_for_instance(user, one, instance) for one in actions)

    def instances_user_has_any_permission_for(
        self, user: User, actions: Iterable[str]
    ) -> QuerySet[User]:
        """Return the accounts with which user may do one of actions."""
        found = super().instances_user_has_any_permission_for(user, actions)
        is_for_all = user.is_superuser or not {"change", "delete"} >= set(actions)
        return found if is_for_all else found.filter(is_superuser=False)


class _SuperusersAloneMakeSuperusers:
    """A form of an account in which nobody gives more than she has."""

    def get_form(self, *args: Any, **kwargs: Any) -> ModelForm:
        form = super().get_form(*args, **kwargs)
        field = form.fields.get("is_superuser")
        if field is not None and not self.request.user.is_superuser:
            # What is sent for it all the same is not read.
            field.disabled = True
            field.help_text = _("Alleen wie zelf alles mag, kan dit aan een ander geven.")
        return form


class AccountCreateView(_SuperusersAloneMakeSuperusers, CreateView):
    """A new account."""


class AccountEditView(_SuperusersAloneMakeSuperusers, EditView):
    """An account that is there already."""


class AccountIndexView(IndexView):
    """The list leads to the accounts that may be changed."""

    def get_edit_url(self, instance):
        may_change = self.user_has_permission_for_instance("change", instance)
        return super().get_edit_url(instance) if may_change else None


class UserViewSet(WagtailUserViewSet):
    """Accounts at /beheer/users/."""

    index_view_class = AccountIndexView
    add_view_class = AccountCreateView
    edit_view_class = AccountEditView


@hooks.register("before_edit_user")
@hooks.register("before_delete_user")
def refuse_superusers(request: HttpRequest, user: User) -> None:
    """Refuse the page on which somebody else would change or delete a superuser."""
    refuse_all(request.user, [user])


@hooks.register("before_bulk_action")
def refuse_superusers_among_others(
    request: HttpRequest, _action_type: str, objects: list[Model], _action: BulkAction
) -> None:
    """Refuse to do with a superuser among others what may not be done with her alone."""
    refuse_all(request.user, [row for row in objects if isinstance(row, User)])


def refuse_all(by: User, users: list[User]) -> None:
    """Raise PermissionDenied when one of users is a superuser and by is none."""
    if not by.is_superuser and any(user.is_superuser for user in users):
        raise PermissionDenied


register_permission_policy(User, AccountPolicy(User))
