"""One move of a page at a time: where it hangs in the tree, and in which order.

Wagtail reads the paths of pages before it moves one, and locks nothing. Two moves at once gave two
pages the same path; a page made under a parent that was being moved got the parent's old address.
Whatever moves, orders or deletes pages comes here: the desk's views, several at once, and the API.
"""

import json
from collections.abc import Callable, Iterable
from functools import partial

from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.pages.delete import DeleteView
from wagtail.admin.views.pages.move import MoveConfirmView
from wagtail.admin.views.pages.ordering import SetPagePositionView
from wagtail.models import Page

from knowledge.models import SitePage
from office import locks
from office.refusals import Refused


class WrongParent(Refused):
    """A list shows one kind of page, and no other may stand in it."""


TREE_COLUMNS = ["path", "depth", "numchild", "url_path"]


def hold(page_ids: Iterable[int], *, parents: Iterable[int] = ()) -> None:
    """Lock these pages with all that is below them, and the parents they go to, until the commit.

    The root comes first, so that the paths that are read next are true: whoever moves holds it.
    Who makes a page locks its parent, and so waits for a move to that parent.
    """
    locks.lock(Page.objects.filter(depth=1))
    locks.lock(Page.objects.filter(Q(pk__in=parents) | with_below(page_ids)))


def with_below(page_ids: Iterable[int]) -> Q:
    """Return the condition that a page is one of these or stands below one; one query."""
    condition = Q(pk__in=[])
    for path in Page.objects.filter(pk__in=page_ids).values_list("path", flat=True):
        condition |= Q(path__startswith=path)
    return condition


def read_position(page: Page) -> None:
    """Read again where page hangs, behind the lock. Raises Refused when it is gone."""
    try:
        page.refresh_from_db(fields=TREE_COLUMNS)
    except Page.DoesNotExist:
        raise Refused(
            _("“%(title)s” is al weggegooid. Probeer het opnieuw.") % {"title": page.title}
        ) from None


def refuse_wrong_parent(page: Page, parent: Page) -> None:
    """Raise WrongParent when a page of this type cannot stand below parent."""
    reason = page.why_not_under(parent) if isinstance(page, SitePage) else None
    if reason:
        raise WrongParent(reason, back=reverse("wagtailadmin_pages:move", args=[page.pk]))


@never_cache
@require_admin_access
def move(request: HttpRequest, page_to_move_id: int, destination_id: int) -> HttpResponse:
    """Wagtail's own view that moves a page, as one deed behind the lock."""
    view = partial(MoveConfirmView.as_view(), request, page_to_move_id, destination_id)
    return _behind_lock(request, view, [page_to_move_id], parents=[destination_id])


@never_cache
@require_admin_access
def reorder(request: HttpRequest, page_to_move_id: int) -> HttpResponse:
    """Wagtail's own view that puts a page before or after its neighbours, behind the lock."""
    # The root has no neighbours; those of a page get another path as well.
    page = get_object_or_404(Page, pk=page_to_move_id, depth__gt=1)
    view = partial(SetPagePositionView.as_view(), request, page_to_move_id)
    return _behind_lock(request, view, [page.get_parent().pk])


@never_cache
@require_admin_access
def delete(request: HttpRequest, page_id: int) -> HttpResponse:
    """Wagtail's own view that deletes a page, behind the lock: its parent counts its children."""
    return _behind_lock(request, partial(DeleteView.as_view(), request, page_id), [page_id])


@csrf_exempt  # the API asks for the token itself, of whoever comes with a session
@never_cache
@require_admin_access
def api_action(request: HttpRequest, pk: int, action_name: str) -> HttpResponse:
    """Wagtail's own view for what its API does with a page, like moving it, behind the lock."""
    # Its module asks the hooks, which are being read when this one is loaded.
    from wagtail.admin.api.urls import admin_api  # noqa: PLC0415

    action = admin_api.wrap_view(PagesAdminAPIViewSet.as_view({"post": "action_view"}))
    view = partial(action, request, pk=pk, action_name=action_name)
    page, parent = Page.objects.filter(pk=pk).first(), _parent_asked_for(request)
    if page and parent:
        refuse_wrong_parent(page.specific, parent)
    return _behind_lock(request, view, [pk])


def _parent_asked_for(request: HttpRequest) -> Page | None:
    """Return the page below which the API is asked to move or copy one, None when it says none."""
    try:
        asked = json.loads(request.body)
        places = {"left", "right", "first-sibling", "last-sibling"}
        target = Page.objects.filter(pk=asked["destination_page_id"]).first()
        is_beside = asked.get("position") in places
    except (ValueError, TypeError, KeyError, AttributeError):
        # Wagtail says what is wrong with it.
        return None
    return target.get_parent() if target and is_beside else target


def _behind_lock(
    request: HttpRequest,
    view: Callable[[], HttpResponse],
    page_ids: Iterable[int],
    *,
    parents: Iterable[int] = (),
) -> HttpResponse:
    # Nobody waits for somebody who only looks.
    if request.method != "POST":
        return view()
    with transaction.atomic():
        hold(page_ids, parents=parents)
        return view()
