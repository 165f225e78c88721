"""The ways in which an editor puts a page online, as real requests of the admin."""

from datetime import timedelta

from django.contrib.messages import get_messages
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale, Page, Revision, TaskState
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from knowledge.models import Passage, SitePage, TextPage
from knowledge.pages import publishing
from knowledge.passages import deeds as passages
from knowledge.text.blocks import TEXT_FEATURES
from office.models import User
from tests.knowledge.factories import make_home, make_page, text

OLD = text(("aaaaa", "Oude woorden."))
NEW = text(("aaaaa", "Nieuwe woorden."))
# What an editor chooses of a page that was public before, unless a test says otherwise.
TYPO = {"what_changed": "typo", "what_changed_sentence": ""}
REFUSAL = "de nieuwste versie is van jou"


def words(page: Page) -> str:
    """Return what visitors read: the live row, "" when the page is not online."""
    found = TextPage.objects.live().filter(pk=page.pk).first()
    return (
        "" if found is None else " ".join(extracted.text for extracted in passages.extract(found))
    )


def passage_words(page: Page) -> str:
    rows = Passage.objects.live().filter(page_id=page.pk).in_order()
    return " ".join(rows.values_list("text", flat=True))


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def form_data(page: SitePage, **changes: object) -> dict:
    """Return what the edit form of a page of text sends; `body` is a list of raw blocks of text."""
    body = changes.pop("body", None)
    raw = page.body.get_prep_value() if body is None else body
    stream = {
        str(index): {
            "type": "text",
            "value": rich_text(block["value"], features=TEXT_FEATURES),
            "id": block["id"],
            "deleted": "",
            "order": str(index),
        }
        for index, block in enumerate(raw)
    }
    return nested_form_data(
        {
            **TYPO,
            "title": page.title,
            "slug": page.slug,
            "subtitle": page.subtitle,
            "summary": page.summary,
            "also_known_as": page.also_known_as,
            "checked_on": "",
            "seo_title": "",
            "search_description": "",
            "go_live_at": "",
            "expire_at": "",
            "body": {**stream, "count": str(len(stream))},
            "comments": inline_formset([]),
            **changes,
        }
    )


def latest(page: Page) -> SitePage:
    """Return page as its newest revision says."""
    return Page.objects.get(pk=page.pk).specific.get_latest_revision_as_object()


def edit(user: User, page: Page, action: str = "", **changes: object) -> HttpResponse:
    """Send the edit form of page as user, with the button that is called action."""
    data = form_data(latest(page), **changes)
    if action:
        data[action] = "1"
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return client_of(user).post(url, data)


def autosave(
    user: User, page: Page, over: Revision | None = None, **changes: object
) -> HttpResponse:
    """Send the edit form as its script does while user types; over is what this tab saved last."""
    data = form_data(latest(page), **changes)
    if over is not None:
        data |= {"overwrite_revision_id": str(over.pk), "loaded_revision_id": str(over.pk)}
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return client_of(user).post(url, data, headers={"accept": "application/json"})


def publish_with_button(user: User, page: Page) -> HttpResponse:
    return edit(user, page, "action-publish")


def publish_in_bulk(user: User, page: Page) -> HttpResponse:
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    return client_of(user).post(f"{url}?id={page.pk}")


def publish_a_whole_section_in_bulk(user: User, page: Page) -> HttpResponse:
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    Page.objects.filter(pk=page.get_parent().pk).update(latest_revision=None)
    parent = page.get_parent().specific
    parent.save_revision()
    return client_of(user).post(f"{url}?id={parent.pk}", {"include_descendants": "on"})


def publish_on_schedule(user: User, page: Page) -> HttpResponse:
    soon = timezone.localtime(timezone.now() + timedelta(hours=1)).strftime("%Y-%m-%d %H:%M")
    response = edit(user, page, "action-publish", go_live_at=soon)
    past = timezone.now() - timedelta(hours=1)
    for revision in Revision.objects.for_instance(page):
        # The hour goes by.
        revision.content["go_live_at"] = past.isoformat()
        approved_for = past if revision.approved_go_live_at else None
        Revision.objects.filter(pk=revision.pk).update(
            content=revision.content, approved_go_live_at=approved_for
        )
    publishing.publish_due(timezone.now())
    return response


def publish_through_the_api(user: User, page: Page) -> HttpResponse:
    url = reverse("wagtailadmin_api:pages:action", args=[page.pk, "publish"])
    return client_of(user).post(url, {}, content_type="application/json")


def submit(user: User, page: Page) -> HttpResponse:
    return edit(user, page, "action-submit")


def approve(user: User, page: Page) -> HttpResponse:
    """Approve page from the list of what waits."""
    state = TaskState.objects.filter(status="in_progress").latest("pk")
    url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])
    return client_of(user).post(url, {"comment": ""})


def approve_in_the_editor(user: User, page: Page, **changes: object) -> HttpResponse:
    return edit(
        user, page, "action-workflow-action", **{"workflow-action-name": "approve"}, **changes
    )


def ask_for_a_translation(user: User, page: Page) -> HttpResponse:
    """Press "ask a colleague" on the translation screen."""
    url = reverse("wagtailadmin_pages:edit", args=[translation_of(page).pk])
    return client_of(user).post(url, {"action": "ask", **TYPO})


def stop_translating(user: User, page: Page) -> HttpResponse:
    """From now on the translation of page is edited as any page."""
    translation = Translation.objects.get(source__object_id=page.translation_key)
    url = reverse("wagtail_localize:stop_translation", args=[translation.pk])
    return client_of(user).post(url)


def submit_translation(user: User, page: Page) -> HttpResponse:
    """Ask for an English version of page, as the translate screen does."""
    url = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
    english = Locale.objects.get(language_code="en")
    return client_of(user).post(url, {"locales": [english.pk]})


def translation_of(page: Page) -> SitePage:
    return type(page).objects.get(translation_key=page.translation_key, locale__language_code="en")


def translate(user: User, page: Page, words: dict[str, str]) -> None:
    """Type the English words for Dutch ones, as the translation screen saves them."""
    source = TranslationSource.objects.get_for_instance(page)
    english = Locale.objects.get(language_code="en")
    for segment in source.stringsegment_set.select_related("string", "context"):
        if segment.string.data in words:
            StringTranslation.objects.update_or_create(
                translation_of=segment.string,
                context=segment.context,
                locale=english,
                defaults={"data": words[segment.string.data], "last_translated_by": user},
            )


def publish_translation(user: User, page: Page, **said: str) -> HttpResponse:
    """Press "publish" on the translation screen; its draft is saved first, whoever presses."""
    url = reverse("wagtailadmin_pages:edit", args=[translation_of(page).pk])
    return client_of(user).post(url, {"action": "publish", **TYPO, **said})


def update_translations(user: User, page: Page) -> HttpResponse:
    """Bring all translations of page up to date and publish them, as the sync screen does."""
    source = TranslationSource.objects.get_for_instance(page)
    url = reverse("wagtail_localize:update_translations", args=[source.pk])
    return client_of(user).post(url, {"publish_translations": "on"})


def make_translatable_page(**fields: object) -> TextPage:
    make_home("en")
    return make_page(text(("aaaaa", "Oude woorden.")), **fields)


def told(response: HttpResponse) -> str:
    """Return what an editor is told: the messages that wait for the next page, or the API's."""
    if response["Content-Type"] == "application/json":
        return str(response.json().get("detail", ""))
    return " ".join(str(message) for message in get_messages(response.wsgi_request))
