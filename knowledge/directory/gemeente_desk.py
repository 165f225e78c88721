"""The desk of gemeenten: a list and a dialog of hundreds of rows, and the deed that merges one."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy
from wagtail import hooks
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.panels import HelpPanel
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets import AdminDateInput
from wagtail.log_actions import LogActionRegistry
from wagtail.snippets.views.chooser import ChooseResultsView, ChooseView
from wagtail.snippets.views.snippets import IndexView
from wagtail.snippets.widgets import AdminSnippetChooser

from knowledge.directory import deeds as directory, gemeenten, mergers
from knowledge.models import ContactPerson, Gemeente, Province
from knowledge.models.gemeente import Country
from office.row_views import RowEditView, RowViewSet
from office.viewsets import ChooserViewSet

COLUMNS = ("name", "slug", "province_id", "also_known_as")


def matching(rows, words: str):
    """Return those of the rows with these words in a name or this code, in their order."""
    found = [row.pk for row in gemeenten.matching(rows, words)]
    return rows.filter(pk__in=found)


def _as_found(gemeente: Gemeente) -> tuple:
    """Return by what search finds what is about a gemeente."""
    return (*(getattr(gemeente, column) for column in COLUMNS), gemeente.size)


class GemeenteIndexView(IndexView):
    """The list, in which one finds a gemeente by each of its names and by its code."""

    def get_base_queryset(self):
        return super().get_base_queryset().select_related("province", "merged_into")

    def search_queryset(self, queryset):
        if not self.search_query:
            return queryset
        return matching(queryset, self.search_query)


class GemeenteEditView(RowEditView):
    """What is called otherwise is found otherwise, from the same moment on."""

    def save_instance(self):
        before = _as_found(Gemeente.objects.get(pk=self.object.pk))
        gemeente = super().save_instance()
        if before != _as_found(gemeente):
            directory.called_otherwise([gemeente.pk])
        return gemeente


class GemeenteFilterForm(BaseFilterForm):
    """How a gemeente is looked for in the dialog."""

    q = forms.CharField(label=gettext_lazy("Naam of code"), required=False)
    country = forms.ChoiceField(
        label=gettext_lazy("Land"),
        choices=[("", gettext_lazy("Alle landen")), *Country.choices],
        required=False,
        widget=forms.Select(attrs={"data-chooser-modal-search-filter": True}),
    )
    province = forms.ModelChoiceField(
        label=gettext_lazy("Provincie"),
        queryset=Province.objects.all(),
        empty_label=gettext_lazy("Alle provincies"),
        required=False,
        widget=forms.Select(attrs={"data-chooser-modal-search-filter": True}),
    )

    def filter(self, objects):
        """Return the rows that were asked for."""
        chosen = self.cleaned_data
        if chosen["country"]:
            objects = objects.filter(province__country=chosen["country"])
        if chosen["province"]:
            objects = objects.filter(province=chosen["province"])
        if chosen["q"]:
            self.is_searching, self.search_query = True, chosen["q"]
            objects = matching(objects, chosen["q"])
        return super().filter(objects)


class GemeentenToChoose:
    """The gemeenten with what tells two of one name apart; no query per row."""

    filter_form_class = GemeenteFilterForm

    def get_object_list(self):
        return Gemeente.objects.select_related("province", "merged_into")

    @property
    def title_column(self):
        column = super().title_column
        # On a phone there is no room for these in columns of their own.
        column.accessor = lambda row: row.shown_name if row.merged_into else row.full_name
        return column

    @property
    def columns(self):
        return [
            *super().columns,
            Column("province", label=_("Provincie")),
            Column("code", label=_("Code")),
        ]


class GemeenteChooseView(GemeentenToChoose, ChooseView):
    """The dialog."""


class GemeenteChooseResultsView(GemeentenToChoose, ChooseResultsView):
    """The same list while somebody searches in it."""


class GemeenteChooserViewSet(ChooserViewSet):
    choose_view_class = GemeenteChooseView
    choose_results_view_class = GemeenteChooseResultsView


class MergerForm(forms.Form):
    """Into which gemeente, and since when."""

    into = forms.ModelChoiceField(
        label=gettext_lazy("Hoort nu bij"),
        queryset=Gemeente.objects.all(),
        widget=AdminSnippetChooser(Gemeente),
    )
    on = forms.DateField(
        label=gettext_lazy("Sinds"),
        widget=AdminDateInput,
        help_text=gettext_lazy("De dag waarop deze gemeente ophield te bestaan."),
    )


_MOVES_ALONG = gettext_lazy(
    "De contactpersoon van %(name)s krijgt voortaan de vragen over %(into)s."
)
_IS_PASSED_BY = gettext_lazy(
    "%(into)s heeft een eigen contactpersoon. Die krijgt voortaan ook de vragen over %(name)s. De "
    "contactpersoon van %(name)s krijgt geen nieuwe vragen meer."
)


@permission_required("knowledge.change_gemeente", raise_exception=True)
def merge(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what merging a gemeente does, and do it; or undo it."""
    gemeente = get_object_or_404(Gemeente.objects.select_related("merged_into"), pk=pk)
    edit = reverse(Gemeente.snippet_viewset.get_url_name("edit"), args=[pk])
    form = MergerForm(request.POST or None)
    try:
        if request.method == "POST" and "part_again" in request.POST:
            mergers.part_again(gemeente, by=request.user)
            messages.success(
                request,
                _("%(name)s is weer een gemeente van zichzelf.") % {"name": gemeente.name},
            )
            return redirect(edit)
        if request.method == "POST" and form.is_valid():
            answered = ContactPerson.objects.of(gemeente).first()
            mergers.merge(
                gemeente, **form.cleaned_data, today=timezone.localdate(), by=request.user
            )
            names = {"name": gemeente.name, "into": form.cleaned_data["into"]}
            messages.success(request, _("%(name)s hoort nu bij %(into)s.") % names)
            answers = ContactPerson.objects.of(names["into"]).first()
            if answered and answered == answers:
                messages.success(request, _MOVES_ALONG % names)
            elif answered:
                messages.warning(request, _IS_PASSED_BY % names)
            return redirect(edit)
    except mergers.MergerRefused as refusal:
        form.add_error(None, str(refusal))
    return render(
        request,
        "knowledge/directory/admin/merge.html",
        {"gemeente": gemeente, "form": form, "edit_url": edit},
        status=422 if form.errors else 200,
    )


@hooks.register("register_admin_urls")
def urls() -> list:
    """Return the address of the form that merges."""
    return [path("gemeenten/<int:pk>/samenvoegen/", merge, name="gemeente_merge")]


@hooks.register("register_log_actions")
def log_actions(actions: LogActionRegistry) -> None:
    """Name the deeds, so that the history of a gemeente shows who did them."""
    for action, label in (
        ("gemeente_merged", gettext_lazy("Samengevoegd met een andere gemeente")),
        ("gemeente_parted", gettext_lazy("Samenvoeging ongedaan gemaakt")),
    ):
        actions.register_action(f"knowledge.{action}", label, label)


class GemeenteViewSet(RowViewSet):
    model = Gemeente
    index_view_class = GemeenteIndexView
    edit_view_class = GemeenteEditView
    chooser_viewset_class = GemeenteChooserViewSet
    panels_below = [HelpPanel(template="knowledge/directory/admin/merger.html")]
    icon = "site"
    list_display = [
        "name",
        Column("also_known_as", label=gettext_lazy("Andere namen")),
        Column("code", label=gettext_lazy("Code"), sort_key="code"),
        Column("province", label=gettext_lazy("Provincie"), sort_key="province__name"),
        Column("inhabitants", label=gettext_lazy("Inwoners"), sort_key="inhabitants"),
        Column("merged_into", label=gettext_lazy("Hoort nu bij"), sort_key="merged_into__name"),
    ]
    list_filter = ["province", "province__country"]
    list_per_page = 50
    search_fields = ["name"]
