"""Where editors keep gemeenten, provinces, organisations and people."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from knowledge.models import Gemeente, Organisation, Person, Province


class PersonViewSet(SnippetViewSet):
    model = Person
    icon = "user"
    list_display = ["name", "show_as_role", "fictional"]
    list_filter = ["show_as_role", "fictional"]
    search_fields = ["name"]


class OrganisationViewSet(SnippetViewSet):
    model = Organisation
    icon = "group"
    list_display = ["name", "url"]
    search_fields = ["name"]


class GemeenteViewSet(SnippetViewSet):
    model = Gemeente
    icon = "site"
    list_display = ["name", "province", "inhabitants"]
    list_filter = ["province"]
    search_fields = ["name"]


class ProvinceViewSet(SnippetViewSet):
    model = Province
    icon = "globe"
    list_display = ["name", "country"]


class DirectoryGroup(SnippetViewSetGroup):
    menu_label = _("Wie en waar")
    menu_icon = "group"
    menu_order = 250
    items = (PersonViewSet, OrganisationViewSet, GemeenteViewSet, ProvinceViewSet)


register_snippet(DirectoryGroup)
