"""One move of a page at a time: where it hangs in the tree, and in which order.

Wagtail reads the paths of pages before it moves one, and locks nothing. Two moves at once gave two
pages the same path; a page made under a parent that was being moved got the parent's old address.
Moving, ordering, and moving or deleting several pages come here.
"""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.pages.move import MoveConfirmView
from wagtail.admin.views.pages.ordering import SetPagePositionView
from wagtail.models import Page

from office import locks
from office.refusals import Refused

TREE_COLUMNS = ["path", "depth", "numchild", "url_path"]


def hold(page_ids: Iterable[int], *, parents: Iterable[int] = ()) -> None:
    """Lock these pages with all that is below them, and the parents they go to, until the commit.

    The root comes first, so that the paths that are read next are true: whoever moves holds it.
    Who makes a page locks its parent, and so waits for a move to that parent.
    """
    locks.lock(Page.objects.filter(depth=1))
    chosen = Q(pk__in=parents)
    for path in Page.objects.filter(pk__in=page_ids).values_list("path", flat=True):
        chosen |= Q(path__startswith=path)
    locks.lock(Page.objects.filter(chosen))


def read_position(page: Page) -> None:
    """Read again where page hangs, behind the lock. Raises Refused when it is gone."""
    try:
        page.refresh_from_db(fields=TREE_COLUMNS)
    except Page.DoesNotExist:
        raise Refused(
            _("“%(title)s” is al weggegooid. Probeer het opnieuw.") % {"title": page.title}
        ) from None


@never_cache
@require_admin_access
def move(request: HttpRequest, page_to_move_id: int, destination_id: int) -> HttpResponse:
    """Wagtail's own view that moves a page, as one deed behind the lock."""
    view = MoveConfirmView.as_view()
    if request.method != "POST":
        return view(request, page_to_move_id, destination_id)
    with transaction.atomic():
        hold([page_to_move_id], parents=[destination_id])
        return view(request, page_to_move_id, destination_id)


@never_cache
@require_admin_access
def reorder(request: HttpRequest, page_to_move_id: int) -> HttpResponse:
    """Wagtail's own view that puts a page before or after its neighbours, behind the lock."""
    page = get_object_or_404(Page, pk=page_to_move_id)
    with transaction.atomic():
        # The neighbours get another path as well.
        hold([page.get_parent().pk])
        return SetPagePositionView.as_view()(request, page_to_move_id)
