"""What a deed will do is shown first; the second press does only what was shown."""

from html.parser import HTMLParser

import pytest
from django.contrib.messages.storage.fallback import FallbackStorage
from django.http import HttpRequest, HttpResponse, QueryDict
from django.test import RequestFactory
from django.urls import reverse
from wagtail.snippets.views.snippets import CreateView, EditView

from knowledge.models import Province
from office.confirming import BACK, SEAL, ConfirmedMixin, is_confirmed, seal, typed_fields
from office.editing import LockedEditMixin

pytestmark = pytest.mark.django_db

WORDS = " ‘Noord’ & <b>zuid</b>\r\n\r\nregel "
OTHERS = {"country": "nl"}


class AsksWhenRenamed(ConfirmedMixin):
    """Shows the old name beside the new one."""

    confirm_template_name = "office/admin/confirm.html"

    def consequences(self, form):
        before = Province.objects.filter(pk=form.instance.pk).values_list("name", flat=True).first()
        if before == form.instance.name:
            return None
        return {"before": before, "after": form.instance.name}


class AskingEditView(AsksWhenRenamed, LockedEditMixin, EditView):
    pass


class AskingCreateView(AsksWhenRenamed, CreateView):
    pass


class _Inputs(HTMLParser):
    """Collects what a browser sends of a page's form, without its buttons."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list) -> None:
        found = dict(attrs)
        if tag == "input" and found.get("type") == "hidden":
            self.fields.append((found["name"], found.get("value") or ""))


def sent_again(answer: HttpResponse, **also: str) -> QueryDict:
    """Return what the one button of the page that asks sends."""
    inputs = _Inputs()
    inputs.feed(answer.content.decode().partition("<form")[2].partition("</form>")[0])
    data = QueryDict(mutable=True)
    for name, value in [*inputs.fields, *also.items()]:
        data.appendlist(name, value)
    return data


def post(user, data: dict | QueryDict, *, pk: int | None = None, **headers: str) -> HttpResponse:
    """Send the form of a province, a new one without `pk`."""
    viewset = Province.snippet_viewset
    view_class, kwargs = (
        (AskingEditView, viewset.get_edit_view_kwargs())
        if pk
        else (AskingCreateView, viewset.get_add_view_kwargs())
    )
    name = "edit" if pk else "add"
    url = reverse(viewset.get_url_name(name), args=[pk] if pk else [])
    body = data.urlencode() if isinstance(data, QueryDict) else data
    content = {"content_type": "application/x-www-form-urlencoded"} if body is not data else {}
    request = RequestFactory().post(url, body, headers=headers, **content)
    request.user, request.session = user, {}
    request._messages = FallbackStorage(request)
    answer = viewset.construct_view(view_class, **kwargs)(request, *([str(pk)] if pk else []))
    return answer.render() if hasattr(answer, "render") else answer


@pytest.fixture
def north() -> Province:
    return Province.objects.create(name="Noord", slug="noord")


def test_form_without_consequences_is_saved_at_once(admin_user, north):
    answer = post(admin_user, {"name": "Noord", "slug": "boven", **OTHERS}, pk=north.pk)

    north.refresh_from_db()
    assert (answer.status_code, north.slug) == (302, "boven")


def test_form_with_consequences_saves_nothing_before_the_second_press(admin_user, north):
    shown = post(admin_user, {"name": "Zuid", "slug": "zuid", **OTHERS}, pk=north.pk)

    assert shown.status_code == 200
    assert Province.objects.get().name == "Noord"

    answer = post(admin_user, sent_again(shown), pk=north.pk)

    assert answer.status_code == 302
    assert Province.objects.get().name == "Zuid"


def test_new_row_is_asked_about_too(admin_user):
    shown = post(admin_user, {"name": "Zuid", "slug": "zuid", **OTHERS})
    assert not Province.objects.exists()

    assert post(admin_user, sent_again(shown)).status_code == 302
    assert Province.objects.get().name == "Zuid"


def test_seal_of_something_else_does_nothing_and_shows_what_is_true_now(admin_user, north):
    shown = post(admin_user, {"name": "Zuid", "slug": "zuid", **OTHERS}, pk=north.pk)
    data = sent_again(shown)
    data["name"] = "Oost"

    again = post(admin_user, data, pk=north.pk)

    assert again.status_code == 409
    assert "Intussen is er iets veranderd." in again.content.decode()
    assert Province.objects.get().name == "Noord"
    assert post(admin_user, sent_again(again), pk=north.pk).status_code == 302
    assert Province.objects.get().name == "Oost"


def test_form_comes_back_as_it_was_typed(admin_user, north):
    shown = post(admin_user, {"name": WORDS, "slug": "zuid", **OTHERS}, pk=north.pk)

    form = post(admin_user, sent_again(shown, **{BACK: "1"}), pk=north.pk)

    assert form.status_code == 200
    assert form.context_data["form"]["name"].data == WORDS
    assert Province.objects.get().name == "Noord"


def test_page_that_asks_is_never_the_answer_to_a_script(admin_user, north):
    sent = {"name": "Zuid", "slug": "zuid", **OTHERS}

    answer = post(admin_user, sent, pk=north.pk, accept="application/json")

    assert b"unconfirmed" in answer.content
    assert Province.objects.get().name == "Noord"


def test_fields_of_the_page_are_not_carried_along():
    posted = QueryDict("name=a&name=b&confirm_date=x&confirm_seal=y&csrfmiddlewaretoken=z")

    assert typed_fields(posted) == [("name", "a"), ("name", "b")]


def asked_by(user, facts: dict, *, sealed: dict | None = None, about: str = "a") -> HttpRequest:
    """Return the press of a user who was shown `sealed`."""
    request = RequestFactory().post("/")
    request.user = user
    request.POST = QueryDict(mutable=True)
    if sealed is not None:
        request.POST[SEAL] = seal(request, about, sealed)
    return request


def test_only_the_seal_of_the_same_facts_and_deed_confirms(admin_user):
    facts = {"people": 3, "next": None}

    def confirmed(**case) -> bool:
        return is_confirmed(asked_by(admin_user, facts, **case), "a", facts)

    assert confirmed(sealed={"next": None, "people": 3})
    assert not confirmed()
    assert not confirmed(sealed={"people": 4, "next": None})
    assert not confirmed(sealed=facts, about="b")


def test_what_a_colleague_was_shown_confirms_nothing(admin_user, django_user_model):
    facts = {"people": 3}
    press = asked_by(admin_user, facts, sealed=facts)
    press.user = django_user_model.objects.create_user("bo")

    assert not is_confirmed(press, "a", facts)
