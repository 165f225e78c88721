"""The forms of this subject as a browser sends them, and their addresses."""

import re

from django.urls import reverse

from knowledge.contact import deeds as contact
from office.forms import make_token
from office.mail import links

FORM = "/gemeenten/almere/in-contact/"
GOOD = {
    "text": "Wat kost het?",
    "name": "An Smit",
    "organisation": "Gemeente Ergens",
    "email": "an@ergens.nl",
}


def post(client, path=FORM, token=None, **fields):
    data = {**GOOD, **fields, "form_token": token or make_token("contact_ask")}
    return client.post(path, data)


def confirm_path(request):
    token = links.make(contact.CONFIRM, request, version=contact.OF_ASKER)
    return reverse("contact_confirm", args=[token])


def answer_path(request):
    return reverse("contact_answer", args=[links.make(contact.REPLY, request)])


def press(client, path, form, **fields):
    return client.post(path, {**fields, "form_token": make_token(form)})


def text(response):
    return re.sub(r"\s+", " ", response.content.decode())
