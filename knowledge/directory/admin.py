"""Where editors keep people, organisations and provinces; gemeenten: `gemeente_desk.py`."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import HelpPanel
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from knowledge.directory import deeds as directory
from knowledge.directory.gemeente_desk import GemeenteViewSet
from knowledge.directory.mentions import mentions
from knowledge.models import Organisation, Person, Province
from office.row_views import RowEditView, RowViewSet


class PersonEditView(RowEditView):
    """Who is shown by role is named nowhere; where a switch cannot reach, the editor is told."""

    @transaction.atomic
    def save_instance(self):
        before = Person.objects.get(pk=self.object.pk)
        person = super().save_instance()
        self.is_hidden_now = person.show_as_role and not before.show_as_role
        if (person.name, person.show_as_role) != (before.name, before.show_as_role):
            directory.shown_differently(person)
        return person

    def get_success_url(self):
        """Return the list of mentions that still hold the name, when there are any."""
        if self.is_hidden_now and mentions(self.object):
            messages.warning(
                self.request, _("De naam staat nog in lopende tekst. Pas die plekken zelf aan.")
            )
            return reverse("person_mentions", args=[self.object.pk])
        return super().get_success_url()


@permission_required("knowledge.change_person", raise_exception=True)
def person_mentions(request: HttpRequest, pk: int) -> HttpResponse:
    """Show where running text mentions a person, with a link to each mention."""
    person = get_object_or_404(Person, pk=pk)
    context = {"person": person, "mentions": mentions(person)}
    return render(request, "knowledge/directory/admin/mentions.html", context)


@hooks.register("register_admin_urls")
def urls() -> list:
    """Return the address of the list."""
    return [path("mensen/<int:pk>/plekken/", person_mentions, name="person_mentions")]


class PersonViewSet(RowViewSet):
    model = Person
    edit_view_class = PersonEditView
    panels_below = [HelpPanel(template="knowledge/directory/admin/where.html")]
    icon = "user"
    list_display = [
        "name",
        BooleanColumn("show_as_role", label=_("Toon als functie"), sort_key="show_as_role"),
        BooleanColumn("fictional", label=_("Verzonnen persoon"), sort_key="fictional"),
    ]
    list_filter = ["show_as_role", "fictional"]
    search_fields = ["name"]


class OrganisationViewSet(RowViewSet):
    model = Organisation
    icon = "group"
    list_display = ["name", "url"]
    search_fields = ["name"]


class ProvinceViewSet(RowViewSet):
    model = Province
    icon = "globe"
    list_display = ["name", Column("get_country_display", label=_("Land"), sort_key="country")]
    list_filter = ["country"]
    search_fields = ["name"]


class DirectoryGroup(SnippetViewSetGroup):
    menu_label = _("Mensen en gemeenten")
    menu_icon = "group"
    menu_order = 250
    items = (PersonViewSet, OrganisationViewSet, GemeenteViewSet, ProvinceViewSet)


register_snippet(DirectoryGroup)
