"""Pages, editors and workflows with only what matters spelled out."""

import itertools

from django.contrib.auth.models import Group, Permission
from wagtail.models import (
    GroupPagePermission,
    Locale,
    Page,
    Revision,
    Site,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from knowledge.models import (
    CasePage,
    FourEyesTask,
    HomePage,
    ListPage,
    OpgavePage,
    RecordingPage,
    ReportPage,
    SitePage,
    TextPage,
)
from knowledge.models.kinds import kinds
from office.models import SiteSettings, User

# What the lists of a site show, by their slug; a list of any other name shows reports.
LISTS = {
    **{model.kind: model.kind for model in kinds()},
    "kennisbank": ListPage.ALL,
    "opgaven": ListPage.OPGAVEN,
    "praktijkvoorbeelden": CasePage.kind,
    "terugkijken": RecordingPage.kind,
}
_numbers = itertools.count(1)


def make_home(language: str = "nl") -> HomePage:
    """Return the home page of a language; the Dutch one is the root of the site."""
    locale, _made = Locale.objects.get_or_create(language_code=language)
    found = HomePage.objects.filter(locale=locale).first()
    if found is not None:
        return found
    home = HomePage(title=f"Voorpagina {language}", slug=f"voor-{language}", locale=locale)
    if language != "nl":
        home.translation_key = make_home().translation_key
    Page.get_first_root_node().add_child(instance=home)
    if language == "nl":
        Site.objects.filter(is_default_site=True).update(root_page=home)
        Site.clear_site_root_paths_cache()
    return home


def make_list(language: str = "nl", slug: str = "verslagen") -> ListPage:
    """Return a list page under the home page of a language."""
    home = make_home(language)
    found = ListPage.objects.child_of(home).filter(slug=slug).first()
    if found is not None:
        return found
    shown = LISTS.get(slug, ReportPage.kind)
    made = ListPage(title=slug.title(), slug=slug, lists=shown, locale=home.locale)
    if language != "nl":
        made.translation_key = make_list("nl", slug).translation_key
    home.add_child(instance=made)
    return made


def make_page(
    body: list | str | None = None, *, live: bool = True, parent: Page | None = None, **fields
) -> TextPage:
    """Return a page of plain text; body is HTML, or blocks as they are stored."""
    parent = parent or make_home()
    number = next(_numbers)
    fields = {"title": f"Pagina {number}", "slug": f"pagina-{number}", **fields}
    page = TextPage(live=live, locale=parent.locale, **fields)
    page.body = page.body.stream_block.to_python(blocks(body))
    parent.add_child(instance=page)
    return page


def make_report(
    body: list | str | None = None, *, live: bool = True, parent: Page | None = None, **fields
) -> ReportPage:
    """Return a report under the list of reports."""
    parent = parent or make_list()
    number = next(_numbers)
    fields = {"title": f"Verslag {number}", "slug": f"verslag-{number}", **fields}
    page = ReportPage(live=live, locale=parent.locale, **fields)
    page.body = page.body.stream_block.to_python(blocks(body))
    parent.add_child(instance=page)
    return page


def make_opgave(number: int, *, live: bool = True, **fields) -> OpgavePage:
    """Return an opgave of the Alliantie."""
    parent = make_list(slug="opgaven")
    fields = {"title": f"Opgave {number}", "slug": f"opgave-{number}", **fields}
    page = OpgavePage(number=number, live=live, locale=parent.locale, **fields)
    parent.add_child(instance=page)
    return page


def blocks(body: list | str | None) -> list[dict]:
    """Return blocks as they are stored; a string becomes one block of text."""
    if body is None:
        return []
    if isinstance(body, str):
        return [{"type": "text", "value": body, "id": "11111111-0000-4000-8000-000000000001"}]
    return body


def text(*paragraphs: tuple[str, str]) -> str:
    """Return the HTML of paragraphs, given as (key, words)."""
    return "".join(f'<p data-block-key="{key}">{words}</p>' for key, words in paragraphs)


def change(page: SitePage, body: list | str, *, by: User | None = None) -> Revision:
    """Return a new draft revision of page, made by somebody, with this body."""
    draft = type(page).objects.get(pk=page.pk).get_latest_revision_as_object()
    draft.body = draft.body.stream_block.to_python(blocks(body))
    return draft.save_revision(user=by)


def republish(page: SitePage, body: list | str) -> SitePage:
    """Return page after a deed of nobody put a new body online."""
    change(page, body).publish()
    return type(page).objects.get(pk=page.pk)


def make_group(name: str, *, publish: bool = True) -> Group:
    """Return a group that may work on every page."""
    group, _made = Group.objects.get_or_create(name=name)
    group.permissions.add(
        Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin"),
        Permission.objects.get(
            content_type__app_label="wagtail_localize", codename="submit_translation"
        ),
    )
    codes = ["add_page", "change_page", "lock_page", *(["publish_page"] if publish else [])]
    for permission in Permission.objects.filter(
        content_type__app_label="wagtailcore", codename__in=codes
    ):
        GroupPagePermission.objects.get_or_create(
            group=group, page=Page.get_first_root_node(), permission=permission
        )
    return group


def make_editor(name: str, *, publish: bool = True) -> User:
    """Return an editor; without the right to publish she can write and approve."""
    user = User.objects.create_user(username=name, email=f"{name}@example.org")
    user.groups.add(make_group("eindredactie" if publish else "redactie", publish=publish))
    return user


def make_workflow(*groups: Group) -> Workflow:
    """Return a workflow of one approval by somebody else, for every page."""
    task = FourEyesTask.objects.create(name="Een ander kijkt mee")
    task.groups.set(groups)
    workflow = Workflow.objects.create(name="Vier ogen")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.update_or_create(
        page=Page.get_first_root_node(), defaults={"workflow": workflow}
    )
    return workflow


def switch_four_eyes(*, on: bool) -> None:
    """Set the site's own choice."""
    site = Site.objects.get(is_default_site=True)
    settings = SiteSettings.for_site(site)
    settings.four_eyes = on
    settings.save()
