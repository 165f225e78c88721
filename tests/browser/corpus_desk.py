"""What an editor opens in the site of the corpus, and what its desk answers to what she sends."""

from collections.abc import Iterator
from urllib.parse import urlencode

from django.db.models import Model
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from wagtail.models import Comment, CommentReply, Page, TaskState
from wagtail.test.utils.form_data import querydict_from_html
from wagtail_localize.models import StringTranslation, Translation

from events.models import Meeting
from tests.browser.corpus_site import CorpusSite
from tests.browser.judge import Judge
from tests.knowledge.factories import make_home

MEETING, SERIES = "wagtailsnippets_events_meeting", "wagtailsnippets_events_series"
CONTACT = "wagtailsnippets_knowledge_contact"


def snippets(site: CorpusSite) -> list[tuple[str, Model]]:
    """Return the names of the desk's own addresses, each with a row."""
    rooms = {
        "knowledge": [
            "person",
            "organisation",
            "gemeente",
            "province",
            "term",
            "recording",
            "question",
        ],
        "events": ["meeting", "series"],
    }
    return [
        (f"wagtailsnippets_{room}_{name}", getattr(site, name))
        for room, names in rooms.items()
        for name in names
    ]


def desk_addresses(site: CorpusSite) -> list[str]:
    """Return what an editor opens: lists, forms, drafts, histories, comparisons and reports."""
    # Words are added only: what is replaced would stand between them in the comparison.
    site.report.title = site.typed.words("wagtailcore.Page.title", 100)
    first = site.report.save_revision(user=site.an)
    site.report.title += f" {site.typed.words('wagtailcore.Page.title', 100)}"
    last = site.report.save_revision(user=site.an, log_action=True)
    viewsets = snippets(site)
    page = [site.report.pk]
    return [
        reverse("wagtailadmin_home"),
        reverse("wagtailadmin_explore", args=[site.report.get_parent().pk]),
        *(
            reverse("wagtailadmin_pages:edit", args=[one.pk])
            for one in (site.report, site.home, site.programme)
        ),
        *(
            reverse("wagtailadmin_pages:view_draft", args=[one.pk])
            for one in (site.report, site.case, site.whole)
        ),
        reverse("wagtailadmin_pages:history", args=page),
        reverse("wagtailadmin_pages:revisions_compare", args=[*page, first.pk, last.pk]),
        reverse("page_passages", args=page),
        *(reverse(f"{name}:edit", args=[row.pk]) for name, row in viewsets),
        *(reverse(f"{name}:inspect", args=[row.pk]) for name, row in viewsets[-3:]),
        reverse("recording_lines", args=[site.transcript.pk]),
        reverse("recording_replace", args=[site.transcript.pk]) + "?find=a&put=%3Cb%3E",
        reverse("wagtailimages:edit", args=[site.image.pk]),
        reverse("wagtaildocs:edit", args=[site.document.pk]),
        reverse("wagtailsettings:edit", args=["office", "sitesettings", site.settings.site_id]),
        reverse("mail:inspect", args=[site.mail.pk]),
        reverse("remarks:inspect", args=[site.remark.pk]),
        reverse(f"{CONTACT}person:edit", args=[site.contact_person.pk]),
        reverse(f"{CONTACT}request:inspect", args=[site.contact_request.pk]),
        "/beheer/storingen/",
        reverse("events_free_seat", args=[site.registration.pk]),
        *(
            reverse(f"{MEETING}:inspect", args=[row.pk]) + f"?deed={deed}"
            for row, deed in (
                (site.meeting, "cancel"),
                (site.private, "announce"),
                (site.private, "discard"),
            )
        ),
    ]


def further_desk_addresses(site: CorpusSite) -> list[str]:
    """Return what shows the same words again: lists, reports, and questions before a deed."""
    return [
        *(reverse(f"{name}:list") for name, _row in snippets(site)),
        *(
            reverse("wagtailadmin_pages:edit", args=[one.pk])
            for one in (
                site.case,
                site.page_of_recording,
                site.opgave,
                site.text,
                site.kenniskringen,
            )
        ),
        reverse("wagtailadmin_pages:delete", args=[site.report.pk]),
        reverse("wagtailadmin_pages:copy", args=[site.report.pk]),
        reverse("wagtailadmin_pages:search") + "?q=%22%27%3E%3Cimg%20src=x%20onerror=alive()%3E",
        reverse("wagtailadmin_reports:site_history"),
        reverse("passage_withdraw", args=[site.passage.pk]),
        reverse("recording_line_redact", args=[site.transcript.cues.first().pk]),
        reverse("wagtailimages:index"),
        reverse("wagtaildocs:index"),
        reverse("wagtailredirects:index"),
        reverse("wagtailusers_users:edit", args=[site.an.pk]),
        "/beheer/mail/",
        "/beheer/meldingen/",
    ]


def choosers() -> list[str]:
    """Return the lists that the admin puts into a page by its own script."""
    return [
        reverse("wagtailadmin_choose_page") + "?page_type=wagtailcore.page",
        reverse("wagtailimages_chooser:choose"),
        reverse("wagtaildocs_chooser:choose"),
        "/beheer/kenniskringen-kiezen/",
    ]


def answers_at_the_desk(site: CorpusSite, client: Client) -> Iterator[tuple[str, HttpResponse]]:
    """Yield the pages that ask before they do what was sent, and that give words back."""
    typed = site.typed.words("desk", 150, line=True)
    # A report with another title, number and date than the meeting that it is linked to.
    Meeting.objects.filter(report=site.report).update(report=None)
    edit = reverse(f"{MEETING}:edit", args=[site.past.pk])
    sent = form_of(client, edit) | {"report": site.report.pk}
    yield "koppelen", shown(client.post(edit, sent), "events/meetings/admin/link_report.html")
    edit = reverse(f"{SERIES}:edit", args=[site.series.pk])
    sent = form_of(client, edit) | {"start_time": "10:15", "place": typed}
    yield "regel", shown(client.post(edit, sent), "events/series/admin/changed_rule.html")
    # Without its seal, as when something changed meanwhile.
    desk = reverse(f"{MEETING}:inspect", args=[site.meeting.pk])
    answer = client.post(desk, {"deed": "cancel", "reason_nl": typed})
    yield "afzeggen", shown(answer, "events/meetings/admin/cancel.html", 409)
    gone = reverse("wagtailadmin_pages:edit", args=[Page.objects.order_by("pk").last().pk + 1])
    sent = urlencode({"title": typed, typed: "ook wat de naam van een veld is"})
    answer = client.post(gone, sent, "application/x-www-form-urlencoded")
    yield "weg", shown(answer, "office/admin/typed_words.html", 404)


def shown(answer: HttpResponse, template: str, status: int = 200) -> HttpResponse:
    """Return an answer that is this page, and no other."""
    assert (answer.status_code, template in {one.name for one in answer.templates}) == (
        status,
        True,
    )
    return answer


def form_of(client: Client, path: str) -> dict:
    """Return what the form of a row sends when nothing is changed."""
    html = client.get(path).content.decode()
    sent = querydict_from_html(html, form_id="w-editor-form")
    return {name: sent.getlist(name) for name in sent}


def sent_back(site: CorpusSite, client: Client) -> list[str]:
    """Return where one reads why a colleague sent a page back."""
    page = site.case
    page.save_revision(user=site.an)
    state = page.get_workflow().start(page, site.an)
    said = site.typed.words("wagtailcore.TaskState.comment")
    args = [page.pk, "reject", state.current_task_state_id]
    path = reverse("wagtailadmin_pages:workflow_action", args=args)
    assert client.post(path, {"comment": said}).status_code == 302
    site.filled.add(TaskState)
    return [
        reverse("wagtailadmin_pages:workflow_history_detail", args=[page.pk, state.pk]),
        reverse("wagtailadmin_reports:workflow"),
    ]


def commented(site: CorpusSite, judge: Judge) -> None:
    """Open the comments on a page, beside its form."""
    about = Comment(page=site.text, user=site.an, contentpath="title")
    site.fill("comment", about)
    site.fill("reply", CommentReply(comment=about, user=site.an))
    judge.open(reverse("wagtailadmin_pages:edit", args=[site.text.pk]))
    judge.page.locator("[data-side-panel-toggle=comments]").click()
    judge.page.get_by_text(about.text[:6]).first.wait_for()
    judge.look()


def translated(site: CorpusSite, client: Client) -> str:
    """Return the screen of a translation in which every word was typed."""
    english = make_home("en").locale
    submit = reverse("wagtail_localize:submit_page_translation", args=[site.text.pk])
    assert client.post(submit, {"locales": [english.pk]}).status_code == 302
    running = Translation.objects.get(source__object_id=site.text.translation_key)
    for segment in running.source.stringsegment_set.all():
        path = reverse("wagtail_localize:edit_string_translation", args=[running.pk, segment.pk])
        words = site.typed.mark("wagtail_localize.StringTranslation.data", TRANSLATED)
        answer = client.put(path, urlencode({"value": words}), "application/x-www-form-urlencoded")
        assert answer.status_code == 201
    site.filled.add(StringTranslation)
    return reverse("wagtailadmin_pages:edit", args=[running.get_target_instance().pk])


# No ampersand: what is typed here is HTML, and the screen shows "&amp;" as one reads it.
TRANSLATED = "\"'><i id=alive><img src=x onerror=alive()><script>alive()</script>-->"


def preview(judge: Judge, edit: str, path: str) -> None:
    """Open what the panel of the preview shows of a form, as its script asks for it."""
    judge.open(edit)
    answer = judge.page.evaluate(
        """async (path) => {
            const form =
                document.querySelector("[data-edit-form]") ?? document.forms["w-editor-form"];
            const body = new URLSearchParams(new FormData(form));
            return await (await fetch(path, { method: "POST", body })).json();
        }""",
        path,
    )
    assert answer["is_valid"], answer
    judge.open(path)
