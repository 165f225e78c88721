"""Where moderators treat questions: a list, and a page per question with its deeds as buttons."""

import re
from collections.abc import Callable, Iterable
from html import unescape

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import ObjectList
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.log_actions import log
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.chooser import ChooseResultsView, ChooseView
from wagtail.snippets.views.snippets import (
    CreateView,
    EditView,
    InspectView,
    SnippetViewSet,
)

from knowledge import codes
from knowledge.models import Passage, Question, QuestionEvent
from knowledge.questions import deeds as questions
from knowledge.recordings import word_questions
from knowledge.recordings.word_questions import AsksAboutWords
from office.editing import LockedEditMixin, OwnColumnsForm
from office.listing import RightsIndexView
from office.permissions import NeverDeleted
from office.viewsets import ChooserViewSet
from office.wrong_fields import NamesFieldsMixin
from search import results
from search.results import Hit

PASSAGE_ID = re.compile(rf"(?:^|/)([{codes.ALPHABET}]{{{codes.LENGTH}}})(?:/|$)")


class AnswerForm(forms.Form):
    """A short answer and the passages under it."""

    text = forms.CharField(
        label=_("Kort antwoord"),
        help_text=_("Eén tot drie zinnen. Mag leeg als de alinea's genoeg zeggen."),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    passages = forms.CharField(
        label=_("Alinea's en fragmenten die antwoord geven"),
        help_text=_("Plak per regel het adres van een alinea (…/p/abcd2345/), in leesvolgorde."),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    found = forms.MultipleChoiceField(
        label=_("Of kies wat de zoekmachine vindt"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, near: Iterable[Hit] = (), **kwargs) -> None:
        super().__init__(*args, **kwargs)
        hits = [(hit, passage) for hit in near for passage in hit.passages]
        # What is said in an announcement has no address yet, and answers nothing.
        rows = Passage.objects.live().in_bulk([passage.id for _hit, passage in hits])
        choices = [
            (passage.id, f"{hit.title}: {unescape(strip_tags(passage.snippet))}")
            for hit, passage in hits
            if passage.id in rows
        ]
        if choices:
            self.fields["found"].choices = choices
        else:
            del self.fields["found"]

    def clean(self) -> dict:
        """Return text and passages: what was pasted first, then what was ticked."""
        ticked = self.cleaned_data.pop("found", [])
        pasted = self.cleaned_data.get("passages", [])
        rows = Passage.objects.in_bulk(ticked)
        self.cleaned_data["passages"] = [*pasted, *(rows[pk] for pk in ticked if pk in rows)]
        return self.cleaned_data

    def clean_passages(self) -> list[Passage]:
        """Return the passages in the order in which they were pasted."""
        lines = [line.strip() for line in self.cleaned_data["passages"].splitlines()]
        found = [(line, PASSAGE_ID.search(line)) for line in lines if line]
        for line, match in found:
            if match is None:
                raise forms.ValidationError(
                    _("‘%(line)s’ is geen adres van een alinea.") % {"line": line[:80]}
                )
        rows = Passage.objects.in_bulk([match[1] for _line, match in found])
        for line, match in found:
            if match[1] not in rows:
                raise forms.ValidationError(
                    _("De alinea van ‘%(line)s’ bestaat niet.") % {"line": line[:80]}
                )
        return [rows[match[1]] for _line, match in found]


class ReasonForm(forms.Form):
    """Why a question is not, or no longer, on the site."""

    reason = forms.CharField(
        label=_("Waarom niet?"),
        help_text=_("Wie de vraag stelde, leest dit in een mail. Noem geen namen."),
        max_length=QuestionEvent._meta.get_field("note").max_length,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Schrijf waarom. Wie de vraag stelde, leest dit.")},
    )


PUBLISHED = _("De vraag staat op de site.")
# What is done with a reason.
OFF_THE_SITE = {
    "refuse": (
        questions.refuse,
        _("De vraag is niet geplaatst. Wie hem stelde, krijgt een mail met de reden."),
    ),
    "withdraw": (
        questions.withdraw,
        _("De vraag is ingetrokken. Wie hem stelde, krijgt een mail met de reden."),
    ),
}


class QuestionIndexView(RightsIndexView):
    """The list leads to the page with the deeds; its words are edited from there."""

    def get_edit_url(self, instance):
        return self.get_inspect_url(instance)


class QuestionCreateView(AsksAboutWords, NamesFieldsMixin, CreateView):
    """A question that an editor brings in, from a report for instance."""

    def save_instance(self):
        new = self.form.instance
        made = questions.bring_in(
            new.text,
            origin=Question.Origin.REPORT,
            language=new.language,
            explanation=new.explanation,
            opgave=new.opgave,
            gemeente=new.gemeente,
            now=timezone.now(),
        )
        log(instance=made, action="wagtail.create", user=self.request.user)
        return made


class QuestionEditForm(OwnColumnsForm):
    """The words of a question and where it belongs; its state is the deeds' own."""


class QuestionEditView(AsksAboutWords, LockedEditMixin, EditView):
    """Changed words reach the page, its passages and the index together."""

    def save_instance(self):
        question = super().save_instance()
        questions.reword(question)
        return question


class QuestionModerationView(InspectView):
    """One question with who asked it, its journey, and the deeds that its state allows."""

    page_title = _("Behandelen")
    template_name = "knowledge/questions/admin/question.html"

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """Do the deed that the pressed button names."""
        if not self.permission_policy.user_has_permission(request.user, "change"):
            raise PermissionDenied
        deed = request.POST.get("deed", "")
        if word_questions.goes_back(request):
            return self.show_again(deed)
        asked = word_questions.ask(request, self.sent_words(deed), title=self.object)
        if asked is not None:
            return asked
        if deed == "answer":
            return self.give_answer()
        if deed in OFF_THE_SITE:
            return self.take_off(*OFF_THE_SITE[deed])
        if deed == "publish":
            self.attempt(
                lambda: questions.publish(self.object, by=request.user, now=timezone.now()),
                PUBLISHED,
            )
        return HttpResponseRedirect(request.path)

    def sent_words(self, deed: str) -> list[str]:
        """Return the words that a deed puts on the site."""
        if deed == "publish":
            return [self.object.text, self.object.explanation]
        sent = {"answer": "text", "refuse": "reason", "withdraw": "reason"}.get(deed)
        return [self.request.POST.get(sent, "")] if sent else []

    def show_again(self, deed: str) -> HttpResponse:
        """Show the page with what was typed for a deed that was not done."""
        forms = {
            "answer": {"answer_form": AnswerForm(self.request.POST, near=self.near())},
            "refuse": {"reason_form": ReasonForm(self.request.POST)},
            "withdraw": {"reason_form": ReasonForm(self.request.POST)},
        }
        return self.render_to_response(self.get_context_data(**forms.get(deed, {})))

    def take_off(self, do: Callable[..., Question], done: str) -> HttpResponse:
        """Do the deed with its reason, or show the form again with what is wrong."""
        form = ReasonForm(self.request.POST)
        if form.is_valid():
            by, now = self.request.user, timezone.now()
            if self.attempt(lambda: do(self.object, by=by, now=now, **form.cleaned_data), done):
                return HttpResponseRedirect(self.request.path)
            self.object.refresh_from_db()
        return self.render_to_response(self.get_context_data(reason_form=form), status=422)

    def give_answer(self) -> HttpResponse:
        """Store the answer, or show the form again with what is wrong."""
        form = AnswerForm(self.request.POST, near=self.near())
        if form.is_valid():
            given = self.attempt(
                lambda: questions.answer(
                    self.object, by=self.request.user, now=timezone.now(), **form.cleaned_data
                ),
                _("Het antwoord staat op de site. Wie de vraag stelde, krijgt een mail."),
            )
            if given:
                return HttpResponseRedirect(self.request.path)
            # It was refused for what a colleague did meanwhile.
            self.object.refresh_from_db()
        return self.render_to_response(self.get_context_data(answer_form=form), status=422)

    def near(self) -> tuple[Hit, ...]:
        """Return what search finds near the question, for the moderator to judge."""
        own = f"question:{self.object.pk}"
        return results.near(self.object.text, language=self.object.language, without=own)

    def get_fields_context(self):
        """Leave out what is not known."""
        return [field for field in super().get_fields_context() if field["value"]]

    def attempt(self, deed, done) -> bool:
        """Do the deed and say so, or say why not; return whether it was done."""
        try:
            deed()
        except questions.QuestionRefused as refusal:
            messages.error(self.request, str(refusal))
            return False
        log(instance=self.object, action="wagtail.edit", user=self.request.user)
        messages.success(self.request, done)
        return True

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        state, public = self.object.state, self.object.is_public
        context["can"] = {
            "publish": state in questions.PUBLISHABLE,
            "refuse": state in questions.REFUSABLE,
            "withdraw": public,
            "answer": public,
        }
        if public and "answer_form" not in context:
            context["answer_form"] = AnswerForm(near=self.near())
        if context["can"]["refuse"] or context["can"]["withdraw"]:
            context.setdefault("reason_form", ReasonForm())
        context["may_change"] = self.permission_policy.user_has_permission(
            self.request.user, "change"
        )
        context["askers"] = self.object.askers.all()
        context["answers"] = self.object.answers.prefetch_related("passages__passage")
        context["events"] = self.object.events.select_related("by")
        return context


class QuestionChooseView(ChooseView):
    """What pages and agendas may show: a question that everybody can read."""

    def get_object_list(self):
        return Question.objects.public()


class QuestionChooseResultsView(ChooseResultsView):
    """The same list while somebody searches in it."""

    def get_object_list(self):
        return Question.objects.public()


class QuestionChooserViewSet(ChooserViewSet):
    choose_view_class = QuestionChooseView
    choose_results_view_class = QuestionChooseResultsView


class QuestionViewSet(SnippetViewSet):
    """Questions at /beheer/vragen/."""

    model = Question
    icon = "help"
    menu_label = _("Vragen")
    menu_name = "questions"
    menu_order = 250
    add_to_admin_menu = True
    base_url_path = "vragen"
    chooser_base_url_path = "vragen-kiezen"
    chooser_viewset_class = QuestionChooserViewSet
    inspect_view_enabled = True
    index_view_class = QuestionIndexView
    add_view_class = QuestionCreateView
    edit_view_class = QuestionEditView
    inspect_view_class = QuestionModerationView
    list_display = [
        "text",
        Column("get_state_display", label=_("Stand"), sort_key="state"),
        Column("get_origin_display", label=_("Herkomst"), sort_key="origin"),
        Column("number", label=_("Nummer"), sort_key="number"),
        DateColumn("created_at", label=_("Binnengekomen op"), sort_key="created_at"),
    ]
    list_filter = ["state", "origin", "language"]
    list_per_page = 50
    inspect_view_fields = ["text", "explanation", "opgave", "gemeente", "asked_on", "language"]
    edit_handler = ObjectList(Question.panels, base_form_class=QuestionEditForm)


register_permission_policy(Question, NeverDeleted(Question))
register_snippet(QuestionViewSet)
