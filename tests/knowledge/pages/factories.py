"""Cases and lists of pages with only what matters spelled out."""

import itertools
import uuid

from django.utils.text import slugify

from knowledge.models import (
    CasePage,
    Gemeente,
    KnowledgePage,
    OpgavePage,
    PageGemeente,
    PageOpgave,
    Question,
    ReportPage,
    SiteDocument,
    TextPage,
)
from knowledge.text.choices import Approach
from tests.knowledge.factories import make_list, make_page, text

_numbers = itertools.count(1)


def make_gemeente(name: str = "Winterswijk") -> Gemeente:
    """Return a gemeente by its name."""
    found, _made = Gemeente.objects.get_or_create(name=name, defaults={"slug": slugify(name)})
    return found


def make_case(
    *, gemeente: str = "", opgave: OpgavePage | None = None, live: bool = True, **fields
) -> CasePage:
    """Return a case under the list of cases."""
    parent = make_list(slug="praktijkvoorbeelden")
    number = next(_numbers)
    fields = {
        "title": f"Praktijkvoorbeeld {number}",
        "slug": f"praktijkvoorbeeld-{number}",
        "approach": Approach.CHILD,
        **fields,
    }
    page = CasePage(live=live, locale=parent.locale, **fields)
    parent.add_child(instance=page)
    if gemeente:
        PageGemeente.objects.create(page=page, gemeente=make_gemeente(gemeente))
    if opgave:
        PageOpgave.objects.create(page=page, opgave=opgave)
    return page


def make_kind(
    model: type[KnowledgePage], *, live: bool = True, language: str = "nl", **fields
) -> KnowledgePage:
    """Return a page of any kind under its list; streams are given as they are stored."""
    parent = make_list(language, slug=model.kind)
    number = next(_numbers)
    streams = {one.name: fields.pop(one.name, []) for one in model.passage_fields}
    fields = {"title": f"{model.kind} {number}", "slug": f"{model.kind}-{number}", **fields}
    page = model(live=live, locale=parent.locale, **fields)
    for name, stored in streams.items():
        setattr(page, name, getattr(page, name).stream_block.to_python(stored))
    parent.add_child(instance=page)
    return page


def block(kind: str, value: object, block_id: str = "") -> dict:
    """Return a block as it is stored, with an id of its own or this one."""
    return {"type": kind, "value": value, "id": block_id or str(uuid.uuid4())}


def point_at(report: ReportPage, *, cases: list[CasePage], questions: list[Question]) -> None:
    """Put cards of cases and rows of questions in the text of a report."""
    body = [block("case", {"page": case.pk}) for case in cases]
    asked = [block("question", {"question": question.pk}) for question in questions]
    report.body = report.body.stream_block.to_python(body)
    report.questions = report.questions.stream_block.to_python(asked)
    report.save()


def _item(value: object, item_id: str) -> dict:
    return {"type": "item", "value": value, "id": item_id}


# A text with a block of every kind that holds words, as an import might store it.
EVERYTHING = [
    {"type": "text", "id": "t1", "value": text(("aaaaa", "Een <b>vet</b> woord."))},
    {
        "type": "text",
        "id": "t2",
        "value": (
            '<ul><li data-block-key="bbbbb">Boven<ul><li data-block-key="ccccc">Onder</li></ul>'
            '</li><li data-block-key="ddddd">Naast</li></ul>'
        ),
    },
    {"type": "heading", "id": "kop", "value": {"text": "Kop"}},
    {"type": "quote", "id": "q1", "value": {"text": "Zo is het", "role": "wethouder"}},
    {
        "type": "list",
        "id": "l1",
        "value": {
            "ordered": True,
            "items": [_item({"text": "<p>Stap</p>", "items": [_item("<p>Half</p>", "i2")]}, "i1")],
        },
    },
    {
        "type": "table",
        "id": "tabel",
        "value": {"data": [["Jaar", "Aantal"], ["2024", "12"]], "table_caption": "Cijfers"},
    },
    {"type": "links", "id": "v1", "value": {"items": [_item({"title": "Gids"}, "i3")]}},
    {
        "type": "approaches",
        "id": "a1",
        "value": {"items": [_item({"approach": "kind-centraal", "text": "<p>Vraag</p>"}, "i4")]},
    },
]


def put_on_page(document: SiteDocument, *, live: bool = True) -> TextPage:
    """Return a page with a link to a document."""
    item = {"type": "item", "value": {"title": "Bestand", "document": document.pk}}
    links = {"type": "links", "value": {"items": [item]}, "id": str(uuid.uuid4())}
    return make_page([links], live=live)
