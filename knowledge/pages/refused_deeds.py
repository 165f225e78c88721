"""Why an editor may not do something with a page, and who may, in place of "no access".

Wagtail refuses all of it in one sentence and on the first page of the admin.
"""

import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.locks import BasicLock, ScheduledForPublishLock
from wagtail.models import Page, PagePermissionTester

from knowledge import addresses
from office.models import User
from office.refusal_middleware import answer_editor
from office.refusals import Refused

# The addresses with which one page is changed, as Wagtail makes them.
DEED = re.compile(r"pages/(\d+)/(edit|unpublish|move|delete|copy|lock|unlock)/")


class RefusedDeedMiddleware:
    """Answers what Wagtail would refuse without a reason, before its view is asked."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, _view: Callable, _args: tuple, _kwargs: dict
    ) -> HttpResponse | None:
        """Return the answer to a deed that is not allowed, None when the view may go on."""
        home = reverse("wagtailadmin_home")
        asked = request.path.startswith(home) and DEED.match(request.path.removeprefix(home))
        if not asked or not request.user.has_perm("wagtailadmin.access_admin"):
            return None
        page = Page.objects.filter(pk=asked[1]).first()
        refusal = page and why_not(page.specific, request.user, asked[2])
        return answer_editor(request, refusal) if refusal else None


def why_not(page: Page, user: User, deed: str) -> Refused | None:
    """Return why user may not do this with page and who may; None when Wagtail answers."""
    tester = page.permissions_for_user(user)
    # Who has nothing to do with these pages does not read what they are called either.
    if not user.is_superuser and not tester.permissions:
        return None
    if page.is_root():
        # Its lock leads to the list above it, and there is none.
        sentence = _("Dit is het begin van alle pagina’s en zelf geen pagina.")
        return Refused(sentence, back=reverse("wagtailadmin_explore_root"))
    if getattr(tester, f"can_{deed}")():
        return None
    explain = {
        "unpublish": _why_it_stays_online,
        "move": _why_it_stays_there,
        "delete": _why_it_stays_there,
        "lock": _who_locks,
        "unlock": _who_locks,
    }.get(deed, _who_edits)
    said = explain(page, tester) % {"title": page.get_admin_display_title()}
    if deed != "edit" and tester.can_edit():
        return Refused(said, back=addresses.desk_url(page.pk))
    return Refused(said, back=reverse("wagtailadmin_explore", args=[page.get_parent().pk]))


def _why_it_stays_online(page: Page, tester: PagePermissionTester) -> str:
    if not page.live:
        return _("“%(title)s” staat niet online.")
    if not tester.can_publish():
        return _(
            "Wie “%(title)s” van de site haalt, moet mogen publiceren: vraag een eindredacteur."
        )
    lock = page.get_lock()
    if isinstance(lock, ScheduledForPublishLock):
        return _("“%(title)s” is ingepland, en daarom vergrendeld. Annuleer eerst de planning.")
    if not isinstance(lock, BasicLock):
        return _("“%(title)s” wordt nagekeken. Rond dat eerst af, of annuleer het.")
    if tester.can_unlock():
        return _("“%(title)s” is vergrendeld. Ontgrendel de pagina eerst.")
    return _("“%(title)s” is vergrendeld. Vraag een eindredacteur om de pagina te ontgrendelen.")


def _why_it_stays_there(page: Page, tester: PagePermissionTester) -> str:
    if not tester.can_publish():
        if page.live:
            return _(
                "“%(title)s” staat online. Wie de pagina verplaatst of verwijdert, moet mogen "
                "publiceren: vraag een eindredacteur."
            )
        if page.get_descendants().live().exists():
            return _(
                "Onder “%(title)s” staan pagina’s online. Wie ze verplaatst of verwijdert, moet "
                "mogen publiceren: vraag een eindredacteur."
            )
    if not page.is_leaf():
        return _("Onder “%(title)s” staan nog pagina’s. Verplaats of verwijder die eerst.")
    return _who_edits(page, tester)


def _who_locks(_page: Page, _tester: PagePermissionTester) -> str:
    return _("“%(title)s” vergrendelen of ontgrendelen kan een eindredacteur: vraag een collega.")


def _who_edits(_page: Page, _tester: PagePermissionTester) -> str:
    return _("“%(title)s” kan een ander wijzigen: vraag een eindredacteur.")
