"""What an editor does with a whole translation: publish it, ask a colleague, approve it.

The editor of wagtail-localize knows publishing alone, for who may publish pages.
"""

import json
from datetime import datetime
from typing import NamedTuple

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.cache import never_cache
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.auth import require_admin_access
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page, WorkflowState
from wagtail_localize.models import Translation
from wagtail_localize.views.edit_translation import edit_translation
from wagtail_localize.views.update_translations import UpdateTranslationsView

from knowledge import addresses
from knowledge.models import SitePage
from knowledge.models.base import why_not_published
from knowledge.models.page_forms import WhatChangedForm, asks_what_changed, said_before
from knowledge.pages import (
    outcomes,
    publishing,
    translated_strings,
    translators,
    what_changed,
)
from office import locks
from office.models import User
from office.refusals import Refused


class NotValid(Refused):
    """The page cannot be made of these translations: one is too long, say."""


class NotSaid(Refused):
    """Somebody read other words, and nobody said what changed."""


class Choices(NamedTuple):
    """What a user can do with a translation by now."""

    refusal: Refused | None
    may_publish: bool
    may_approve: bool
    may_ask: bool
    waits: bool
    shown_at: str
    # What she says of the change; None of a page that nobody has read yet.
    said: WhatChangedForm | None


def choices(
    page: Page, translation: Translation, user: User, said: WhatChangedForm | None = None
) -> Choices:
    """Return what user can do with a translated page as its editor shows it."""
    if said is None and asks_what_changed(page):
        said = WhatChangedForm(initial=said_before(page))
    permissions = page.permissions_for_user(user)
    task = page.current_workflow_task
    refusal = refused(page, translation, user)
    actions = task.get_actions(page, user) if task is not None else []
    # Among the actions only when she did not make the last version; there may be newer words.
    may_approve = refusal is None and any(name == "approve" for name, _label, _modal in actions)
    return Choices(
        refusal=refusal,
        may_publish=refusal is None and permissions.can_publish(),
        may_approve=may_approve and not permissions.can_publish(),
        may_ask=permissions.can_submit_for_moderation(),
        waits=task is not None,
        shown_at=timezone.now().isoformat(),
        said=said,
    )


def refused(page: Page, translation: Translation, user: User) -> Refused | None:
    """Return why user may not publish what the translation says by now, or None."""
    newer = translators.since_last_version(translation, page.pk)
    if newer:
        is_own = publishing.is_on() and user.pk in newer
        return publishing.own_words(page.pk, page.title) if is_own else None
    revision = page.latest_revision
    return None if revision is None else why_not_published(revision, user)


def save(translation: Translation, user: User, said: WhatChangedForm | None = None) -> SitePage:
    """Make a draft of what is translated by now, and return the page. Raises NotValid, NotSaid."""
    page = translation.get_target_instance()
    if wrong := translated_strings.refused(translation):
        raise _not_valid(page, translated_strings.listed(wrong))
    try:
        # Its log is written after the version: both, or none.
        with transaction.atomic(), translators.making_version_of(page):
            translation.save_target(user=user, publish=False)
            page = Page.objects.get(pk=page.pk).specific
            if said is not None:
                _say(page, said)
    except ValidationError as error:
        wrong = " ".join(publishing.sentences(error, type(page)))
        raise _not_valid(page, wrong) from error
    return page


def _not_valid(page: SitePage, wrong: str) -> NotValid:
    sentence = _(
        "“%(title)s” is niet bewaard en niet gepubliceerd. %(wrong)s Verbeter dat hieronder en "
        "probeer het opnieuw. Wat er is vertaald, is niet weg."
    )
    return NotValid(
        sentence % {"title": page.title, "wrong": wrong}, back=addresses.desk_url(page.pk)
    )


def _say(page: SitePage, said: WhatChangedForm) -> None:
    """Keep what is said of the newest version of a page. Raises NotSaid."""
    revision = page.latest_revision
    is_asked = said.is_valid() and what_changed.is_read_otherwise(page, revision.content)
    if (is_asked and said.refuse_an_unsaid_change()) or said.errors:
        raise NotSaid(
            _("Zeg eerst wat er is veranderd. Er is nog niets gepubliceerd."),
            back=addresses.desk_url(page.pk),
        )
    what_changed.say(revision, *said.said_of_version())


def publish(
    request: HttpRequest, translation: Translation, said: WhatChangedForm | None = None
) -> None:
    """Publish what is translated by now and say what became of it. Raises Refused."""
    page = save(translation, request.user, said)
    revision = page.latest_revision
    with publishing.refuse_invalid(revision):
        revision.publish(user=request.user)
    outcomes.tell(request, page.pk)
    done, all_strings = _progress(translation)
    if done < all_strings:
        messages.warning(
            request,
            _("Nog niet alles is vertaald: die woorden staan in de taal van de bron."),
        )


def ask(request: HttpRequest, translation: Translation, said: WhatChangedForm | None) -> None:
    """Hand a draft of the translation to a colleague. Raises Refused."""
    page = save(translation, request.user, said)
    state = page.current_workflow_state
    if state is not None and state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        state.resume(request.user)
    elif page.permissions_for_user(request.user).can_submit_for_moderation():
        page.get_workflow().start(page, request.user)
    messages.success(
        request,
        _("“%(title)s” is bewaard. Een collega is gevraagd om haar na te kijken.")
        % {"title": page.title},
    )


def approve(request: HttpRequest, translation: Translation, said: WhatChangedForm | None) -> None:
    """Approve the translation for who asked. Raises Refused."""
    page = save(translation, request.user, said)
    with transaction.atomic():
        # The second of two colleagues reads what the first decided.
        locks.lock(Page.objects.filter(pk=page.pk))
        state = page.current_workflow_task_state
        if state is None:
            nothing = _("Hier wacht niets meer op goedkeuring.")
            raise Refused(nothing, back=addresses.desk_url(page.pk))
        task = state.task.specific
        if not task.user_can_access_editor(page, request.user):
            raise PermissionDenied
        task.on_action(state, request.user, "approve")
    outcomes.tell(request, page.pk)


DEEDS = {"publish": publish, "ask": ask, "approve": approve}


@hooks.register("before_edit_page", order=-1)  # before the one of wagtail-localize
def decide(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Do what a button below a translation asks."""
    deed = DEEDS.get(request.POST.get("action", ""))
    translation = translators.running(page) if deed else None
    if translation is None:
        return None
    if deed is publish and not page.permissions_for_user(request.user).can_publish():
        raise PermissionDenied
    if deed is not ask:
        _refuse_what_she_did_not_see(request, page, translation)
    said = WhatChangedForm(request.POST) if asks_what_changed(page) else None
    try:
        deed(request, translation, said)
    except (NotSaid, NotValid) as refusal:
        # What she typed stands on the screen again, with what is missing or wrong at its field.
        outcomes.tell_refusal(request, refusal)
        request.said_of_translation = said
        # Of a POST wagtail-localize would publish once more.
        request.method = "GET"
        return edit_translation(request, translation, page)
    return redirect(request.path)


def _refuse_what_she_did_not_see(
    request: HttpRequest, page: Page, translation: Translation
) -> None:
    """Raise ChangedMeanwhile when a colleague translated after the screen was made for her."""
    try:
        shown_at = datetime.fromisoformat(request.POST.get("shown_at", ""))
    except ValueError:
        return
    if timezone.is_naive(shown_at):
        return
    if translators.since(shown_at, translation, page.pk) - {request.user.pk}:
        raise publishing.changed_meanwhile(page.pk, page.get_admin_display_title())


class UpdateView(UpdateTranslationsView):
    """Brings the translations of a page up to date, and says of each what became of it."""

    def get_success_message(self):
        said = _("De nieuwe tekst van “%(title)s” staat klaar om te vertalen.")
        return said % {"title": self.object.object_repr}

    def form_valid(self, form):
        wanted = form.cleaned_data["publish_translations"]
        form.cleaned_data["publish_translations"] = False
        response = super().form_valid(form)
        if wanted:
            for translation in self.object.translations.filter(enabled=True):
                try:
                    publish(self.request, translation)
                except Refused as refusal:
                    outcomes.tell_refusal(self.request, refusal)
        return response


update = never_cache(require_admin_access(UpdateView.as_view()))


@hooks.register("register_log_actions")
def register_untranslated(actions: LogActionRegistry) -> None:
    """Name in a page's history that a translation was taken away."""
    actions.register_action(
        translators.UNTRANSLATED,
        gettext_lazy("Vertaling weghalen"),
        gettext_lazy("Een vertaling is weggehaald"),
    )


def without_publishing(props: str) -> str:
    """Return the settings of the editor of wagtail-localize without its publish button."""
    found = json.loads(props)
    found["perms"]["canPublish"] = False
    return json.dumps(found)


def _progress(translation: Translation) -> tuple[int, int]:
    all_strings, done = translation.get_progress()
    return done, all_strings
