"""Where editors correct or take back what visitors read about a change of a page."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import DateColumn, TitleColumn
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import DeleteView

from knowledge import addresses
from knowledge.models import PageChange
from knowledge.models.page_forms import SAY_WHAT_CHANGED
from knowledge.pages import what_changed
from knowledge.text import change_words
from office.editing import OwnColumnsForm
from office.listing import OneByOneIndexView
from office.permissions import NeverAdded
from office.row_views import RowEditView, RowViewSet


class PageChangeForm(OwnColumnsForm):
    """The sentence alone, by the rules of the form in which it was said."""

    def clean_sentence(self) -> str:
        sentence = change_words.cleaned(self.cleaned_data["sentence"])
        if not change_words.says_something(sentence):
            raise ValidationError(SAY_WHAT_CHANGED)
        return sentence


class PageChangeIndexView(OneByOneIndexView):
    """The newest first, each with its page."""

    def get_base_queryset(self):
        return super().get_base_queryset().select_related("page")


class PageChangeEditView(RowEditView):
    """Corrects a sentence; the history of its page shows who did."""

    @transaction.atomic
    def save_instance(self):
        before = PageChange.objects.get(pk=self.object.pk)
        change = super().save_instance()
        if change.sentence != before.sentence:
            what_changed.log_on_page(change, what_changed.CORRECTED_SENTENCE, self.request.user)
        return change

    def show_as_new(self):
        # Who publishes a page makes these. What was typed is shown, to copy.
        raise Http404


class PageChangeDeleteView(DeleteView):
    """Takes a sentence back: it stands nowhere any more."""

    def delete_action(self):
        with transaction.atomic():
            what_changed.log_on_page(self.object, what_changed.TAKEN_BACK, self.request.user)
            return super().delete_action()


class PageChangeViewSet(RowViewSet):
    """What was said of changes, at /beheer/wijzigingen/."""

    model = PageChange
    icon = "history"
    base_url_path = "wijzigingen"
    menu_label = _("Wat er is veranderd")
    menu_order = 265
    add_to_admin_menu = True
    index_view_class = PageChangeIndexView
    edit_view_class = PageChangeEditView
    delete_view_class = PageChangeDeleteView
    base_form_class = PageChangeForm
    list_display = [
        "sentence",
        TitleColumn(
            "page",
            label=_("Pagina"),
            sort_key="page__title",
            get_url=lambda change: addresses.desk_url(change.page_id),
        ),
        DateColumn("published_at", label=_("Gepubliceerd op"), sort_key="published_at"),
    ]
    search_fields = ["sentence", "page__title"]
    list_per_page = 50


register_permission_policy(PageChange, NeverAdded(PageChange))
register_snippet(PageChangeViewSet)
