import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from office import forms as public_forms
from office.forms import EmailLineField, LineField, PublicForm, TextField, make_token, public_form


class TryForm(PublicForm):
    name = LineField(max_length=20)
    email = EmailLineField()
    text = TextField(max_length=100, required=False)


@public_form("try")
def view(request):
    form = TryForm(request)
    if form.is_valid():
        return public_forms.SeeOther(f"/klaar/{request.form_key}/")
    return HttpResponse(form.as_p(), status=form.status)


GOOD = {"name": "An", "email": "an@gemeente.nl", "text": "Hoi"}


def post(data=None, *, token=None, headers=None, secure=False):
    token = make_token("try") if token is None else token
    request = RequestFactory().post(
        "/", {**GOOD, **(data or {}), "form_token": token}, headers=headers or {}, secure=secure
    )
    return view(request)


def test_form_is_empty_and_not_kept_when_asked_for():
    response = view(RequestFactory().get("/"))
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    assert "errorlist" not in response.content.decode()


def test_post_is_taken_when_all_is_right():
    response = post()
    assert response.status_code == 303
    assert not response.cookies


def test_post_has_the_same_key_when_sent_twice():
    token = make_token("try")
    assert post(token=token)["Location"] == post(token=token)["Location"]
    assert post()["Location"] != post()["Location"]


@pytest.mark.parametrize("token", ["", "x", "a:b:c", "\0", "😀" * 100])
def test_post_comes_back_filled_when_the_token_is_no_token(token):
    response = post(token=token)
    assert response.status_code == 400
    assert "an@gemeente.nl" in response.content.decode()
    assert "Verstuur het nog een keer" in response.content.decode()


def test_post_comes_back_when_the_token_is_of_another_form():
    assert post(token=make_token("other")).status_code == 400


def test_post_comes_back_filled_when_the_token_expired(monkeypatch):
    monkeypatch.setattr(public_forms, "MAX_AGE", -1)
    response = post()
    assert response.status_code == 400
    assert "stond te lang open" in response.content.decode()
    assert "an@gemeente.nl" in response.content.decode()


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Sec-Fetch-Site": "cross-site", "Origin": "http://testserver"}, 403),
        ({"Origin": "https://elders.example"}, 403),
        ({"Origin": "http://testserver:81"}, 403),
        ({"Sec-Fetch-Site": "same-origin", "Origin": "null"}, 303),
        ({"Sec-Fetch-Site": "none"}, 303),
        ({"Origin": "http://testserver"}, 303),
        ({"Origin": "null"}, 303),
        ({}, 303),
    ],
)
def test_post_is_taken_only_when_it_comes_from_here(headers, status):
    response = post(headers=headers)
    assert response.status_code == status
    if status == 403:
        assert "an@gemeente.nl" in response.content.decode()


def test_post_is_taken_when_a_proxy_changed_the_host(settings):
    settings.BASE_URL = "https://kenniskring.example"
    assert post(headers={"Origin": "https://kenniskring.example"}).status_code == 303


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("name", "An\r\nBcc: bo@elders.example", "op één regel"),
        ("name", "An\0", "op één regel"),
        ("name", "A" * 10_000, "Dit is te lang. Gebruik hooguit 20 tekens."),
        ("email", "an@gemeente.nl\nBcc: bo@elders.example", "Dit e-mailadres klopt niet"),
        ("email", "an\0@gemeente.nl", "Dit e-mailadres klopt niet"),
        ("email", "😀", "Dit e-mailadres klopt niet"),
        ("email", "a" * 10_000 + "@gemeente.nl", "Dit e-mailadres klopt niet"),
        ("text", "a\0b", "tekens die niet kunnen"),
        ("text", "a" * 10_000, "Dit is te lang. Gebruik hooguit 100 tekens."),
        ("laat_leeg", "https://elders.example", "niet gelukt"),
    ],
)
def test_post_comes_back_with_a_sentence_when_a_field_is_wrong(field, value, sentence):
    response = post({field: value})
    assert response.status_code == 422
    assert sentence in response.content.decode()


def test_fields_are_trimmed_and_line_ends_equal_when_taken():
    request = RequestFactory().post(
        "/",
        {
            "name": "  An 😀 ",
            "email": " an@gemeente.nl\n",
            "text": " een\r\ntwee ",
            "form_token": make_token("try"),
        },
    )
    request.form_refusal = None
    form = TryForm(request)
    assert form.is_valid(), form.errors
    assert form.cleaned_data == {
        "name": "An 😀",
        "email": "an@gemeente.nl",
        "text": "een\ntwee",
        "laat_leeg": "",
    }


def test_fields_keep_every_sign_that_has_something_to_show_and_no_other():
    data = {
        **GOOD,
        "name": "An \U0001f469\u200d\U0001f467 Bo\u00adde\u2028Vries\u200f",
        "text": "\u200b",
        "form_token": make_token("try"),
    }
    request = RequestFactory().post("/", data)
    request.form_refusal = None
    form = TryForm(request)
    assert form.is_valid(), form.errors
    assert (form.cleaned_data["name"], form.cleaned_data["text"]) == (
        "An \U0001f469\u200d\U0001f467 Bode Vries",
        "",
    )


def test_fields_do_not_let_the_browser_cut_off_a_paste():
    request = RequestFactory().get("/")
    request.form_refusal = None
    assert "maxlength" not in TryForm(request).as_p()
