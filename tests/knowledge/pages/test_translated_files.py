"""A file of translations that comes back, and who sees the list of all translations."""

import polib
import pytest
from django.contrib.auth.models import Permission
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail_localize.models import StringTranslation, Translation

from knowledge.addresses import desk_url
from knowledge.pages import po_files
from tests.knowledge.factories import change, make_editor, make_list, make_report, text
from tests.knowledge.pages.desk import (
    client_of,
    make_translatable_page,
    submit_translation,
    told,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def translation(an) -> Translation:
    submit_translation(an, make_translatable_page())
    return Translation.objects.get()


def send(user, translation, content: bytes | None):
    url = reverse("wagtail_localize:upload_pofile", args=[translation.pk])
    file = {} if content is None else {"file": SimpleUploadedFile("en.po", content)}
    return client_of(user).post(url, file)


def po_of(translation, **translated: str) -> polib.POFile:
    """Return the file of a translation, with the strings at these paths filled in."""
    po = translation.export_po()
    for entry in po:
        entry.msgstr = translated.get(entry.msgctxt.split(".")[0], entry.msgstr)
    return po


def translated(translation) -> bytes:
    """Return the file of a translation, with one string filled in."""
    return str(po_of(translation, body="Old words.")).encode()


def stored() -> list[str]:
    return sorted(StringTranslation.objects.values_list("data", flat=True))


def levels(answer) -> list[str]:
    return [one.level_tag for one in get_messages(answer.wsgi_request)]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le with its mark", "utf-16-be with its"]
)
def test_file_of_the_translation_is_read_in_every_encoding_that_says_so(an, translation, encoding):
    name, _space, marked = encoding.partition(" ")
    text = str(po_of(translation, body="Old wörds."))
    content = (f"\ufeff{text}" if marked else text).encode(name)

    answer = send(an, translation, content)

    assert answer.status_code == 302
    assert answer["Location"] == desk_url(translation.get_target_instance().pk)
    assert stored() == ["Old wörds."]
    assert "1 vertaling is overgenomen." in told(answer)


def test_line_break_of_another_kind_in_a_translation_does_not_break_its_file(an, translation):
    send(an, translation, str(po_of(translation, body="Old\u2028words.")).encode())

    assert [one.split() for one in stored()] == [["Old", "words."]]


NOT_UTF_8 = "Dit bestand is niet te lezen als UTF-8"
NO_PO_FILE = "Dit is geen PO-bestand, of het is beschadigd"
NOT_OF_THIS = "Dit bestand hoort niet bij deze vertaling"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (None, "Kies eerst een PO-bestand"),
        (b"", NO_PO_FILE),
        (b"geen po-bestand", NO_PO_FILE),
        (b'msgid ""\nmsgstr ""\n\nmsgid "Oude woorden."\nmsgstr "Old words."\n', NOT_OF_THIS),
        (b'msgid ""\nmsgstr ""\n"X-WagtailLocalize-TranslationID: iets anders\\n"\n', NOT_OF_THIS),
        (b"\xff\xfe\x00", NOT_UTF_8),
        (b"\xff\xfe\x00\x01", NO_PO_FILE),
        ('msgid ""\nmsgstr ""\n"X-Naam: Café\\n"\n'.encode("latin-1"), NOT_UTF_8),
        ('msgid ""\nmsgstr ""\n'.encode("utf-16-le"), NOT_UTF_8),
        (b"/etc/hostname", NO_PO_FILE),
    ],
)
def test_file_that_cannot_be_used_is_refused_with_its_own_reason(an, translation, content, reason):
    answer = send(an, translation, content)

    assert answer.status_code == 302
    assert answer["Location"] == desk_url(translation.get_target_instance().pk)
    assert reason in told(answer)
    assert levels(answer) == ["error"]
    assert stored() == []


def test_file_that_is_too_large_is_refused_for_its_size(an, translation, monkeypatch):
    monkeypatch.setattr(po_files, "MEGABYTES", 0)

    assert "Dit bestand is te groot" in told(send(an, translation, translated(translation)))
    assert stored() == []


def test_fuzzy_translation_is_left_out_and_counted(an, translation):
    po = po_of(translation, body="Old words.", title="A draft")
    next(entry for entry in po if entry.msgctxt == "title").flags.append("fuzzy")

    answer = send(an, translation, str(po).encode())

    assert stored() == ["Old words."]
    assert "1 vertaling is overgenomen." in told(answer)
    assert "1 vertaling is nog een voorstel (“fuzzy”) en is niet overgenomen" in told(answer)


def test_every_string_of_a_file_is_counted_once_and_nothing_succeeds_that_did_not(an, translation):
    first = send(an, translation, str(po_of(translation)).encode())
    assert "Er is niets overgenomen. 3 teksten hebben in het bestand nog geen" in told(first)
    assert levels(first) == ["warning"]

    send(an, translation, translated(translation))
    po = po_of(translation, title="A title")
    po.append(polib.POEntry(msgctxt="title", msgid=po[0].msgid, msgstr="Another title"))
    po.append(polib.POEntry(msgctxt="title", msgid="Van een andere pagina", msgstr="Elsewhere"))
    po.append(polib.POEntry(msgctxt="nergens", msgid=po[0].msgid, msgstr="Nowhere"))
    po.append(polib.POEntry(msgctxt="title", msgid="Vroeger", msgstr="Once", obsolete=True))

    answer = send(an, translation, str(po).encode())

    assert stored() == ["A title", "Old words."]
    assert levels(answer) == ["success"]
    assert " ".join(told(answer).split()) == (
        "1 vertaling is overgenomen. 1 vertaling stond er al zo. "
        "1 tekst heeft in het bestand nog geen vertaling. "
        "1 tekst staat in het bestand met meer dan één vertaling: de eerste telt. "
        "2 teksten in het bestand horen niet bij deze vertaling en zijn overgeslagen. "
        "1 tekst in het bestand is vervallen en is overgeslagen."
    )


def test_string_that_stands_twice_in_one_place_is_no_double(an):
    page = make_translatable_page()
    change(page, text(("aaaaa", "Ja."), ("bbbbb", "Ja."))).publish()
    submit_translation(an, page)
    translation = Translation.objects.get()

    answer = send(an, translation, str(po_of(translation, body="Yes.")).encode())

    assert stored() == ["Yes."]
    assert "meer dan één vertaling" not in told(answer)


TOO_LONG = "Zorg dat deze waarde niet meer dan %s tekens bevat (het zijn er nu %s)."


@pytest.fixture
def report(an) -> Translation:
    """The translation of a report with a point in short."""
    make_list("en")
    point = {"type": "takeaway", "id": "p1", "value": {"text": "Tel <mee>"}}
    page = make_report(text(("aaaaa", "Oude woorden.")), summary="Kort.", title="Armoede")
    page.in_short = page.in_short.stream_block.to_python([point])
    page.save()
    submit_translation(an, page)
    return Translation.objects.get()


@pytest.mark.parametrize(
    ("path", "wrong", "reason"),
    [
        ("title", "t" * 256, "Titel, bij “Armoede”: " + TOO_LONG % (255, 256)),
        ("summary", "s" * 301, "Samenvatting, bij “Kort.”: " + TOO_LONG % (300, 301)),
        (
            "in_short",
            "p" * 260,
            "In het kort: Punt, bij “Tel &lt;mee&gt;”: " + TOO_LONG % (240, 260),
        ),
        ("body", "<h2>Old</h2>", "bij “Oude woorden.”: De tag &lt;h2&gt; kan hier niet."),
        ("body", '<a id="a9">Old</a>', "De bron heeft geen link met deze id: "),
    ],
)
def test_translation_that_does_not_fit_is_refused_by_name_and_the_others_are_taken(
    an, report, path, wrong, reason
):
    send(an, report, str(po_of(report, **{path: "Before"})).encode())

    answer = send(
        an, report, str(po_of(report, **{path: wrong, "subtitle": "x", "slug": "poverty"})).encode()
    )

    assert stored() == ["Before", "poverty"]
    assert levels(answer) == ["success", "error"]
    assert "1 vertaling is overgenomen." in told(answer)
    assert "1 vertaling past niet en is niet overgenomen" in told(answer)
    assert reason in told(answer)


def test_file_of_which_all_was_refused_is_no_success(an, report):
    answer = send(an, report, str(po_of(report, in_short="p" * 260)).encode())

    assert stored() == []
    assert levels(answer) == ["warning", "error"]
    assert "Er is niets overgenomen." in told(answer)


def test_of_many_that_are_refused_the_first_are_named(an):
    page = make_translatable_page()
    heading = {"type": "heading", "value": {"text": "Kop"}}
    change(page, [{**heading, "id": f"h{number}"} for number in range(8)]).publish()
    submit_translation(an, page)
    translation = Translation.objects.get()

    answer = send(an, translation, str(po_of(translation, body="k" * 161)).encode())

    assert "8 vertalingen passen niet" in told(answer)
    assert told(answer).count("bij “Kop”") == 5
    assert "En nog 3." in told(answer)


def test_file_is_read_for_who_may_edit_the_page_alone(translation, django_user_model):
    nobody = django_user_model.objects.create_user("bo", "bo@gemeente.nl", "x")

    answer = send(nobody, translation, translated(translation))

    assert answer.status_code == 302
    assert stored() == []


def test_list_of_translations_is_for_who_translates(an, translation):
    cas = make_editor("cas", publish=False)
    cas.groups.get().permissions.remove(Permission.objects.get(codename="submit_translation"))
    url = reverse("wagtail_localize:translations_report")

    assert client_of(an).get(url).status_code == 200
    assert url in client_of(an).get("/beheer/").content.decode()
    assert client_of(cas).get(url).status_code == 302
    assert url not in client_of(cas).get("/beheer/").content.decode()
