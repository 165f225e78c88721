"""The bar that who edits the site sees on its public pages: the way to the form, and the checker.

It is Wagtail's own. Visitors get not a byte of it, and their pages ask for no session.
"""

from django.conf import settings
from django.db.models import Model
from django.http import HttpRequest
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.userbar import BaseItem, ContentCheckerItem, Userbar
from wagtail.models import Page


class EditRowItem(BaseItem):
    """The way to the form of what the page shows, when that is no page of the tree."""

    template_name = "office/edit_row_item.html"

    def __init__(self, url: str) -> None:
        self.url = url


class CheckerItem(ContentCheckerItem):
    """Wagtail's checker, on what editors write: header and foot are the same everywhere."""

    axe_include = ["main"]


def bar(request: HttpRequest | None, shown: Model | None) -> SafeString | str:
    """Return the bar for who may enter the admin, else ""; shown is what the page is about."""
    # Who looks at `request.user` reads the session, and the answer would vary by cookie.
    if request is None or settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return ""
    user = getattr(request, "user", None)
    if user is None or not user.has_perm("wagtailadmin.access_admin"):
        return ""
    shown = shown if isinstance(shown, Model) else None
    return Userbar(object=shown).render_html({"request": request})


@hooks.register("construct_wagtail_userbar")
def lead_to_the_form(request: HttpRequest, items: list, shown: Model | None) -> None:
    """Add the way to the form of a meeting, a question or a gemeente."""
    items[:] = [CheckerItem() if isinstance(item, ContentCheckerItem) else item for item in items]
    if shown is None or isinstance(shown, Page) or getattr(request, "in_preview_panel", False):
        return
    url = AdminURLFinder(request.user).get_edit_url(shown)
    if url:
        items.insert(1, EditRowItem(url))
