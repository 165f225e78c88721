import pytest
from django.utils import translation

from office.mail_address import InvalidAddress, fold, for_mail, normalised, readable
from tests.pasted import PASTED


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("An@Gemeente.NL", "an@gemeente.nl"),
        (" an@gemeente.nl\n", "an@gemeente.nl"),
        ("ａｎ@gemeente.nl", "an@gemeente.nl"),
        ("rene\u0301@gemeente.nl", "ren\u00e9@gemeente.nl"),
        ("an@MAẞWERK.de", "an@maßwerk.de"),
        ("an@maßwerk.de", "an@XN--MAWERK-CTA.de"),
        ("an@cafe\u0301.nl", "an@CAF\u00c9.nl"),
        ("ａｎ＠ｃａｆé．ｎｌ", "an@café.nl"),
        ("an@café\u3002nl", "an@café.nl"),
    ],
)
def test_addresses_are_one_when_only_case_width_or_edges_differ(one, other):
    assert fold(one) == fold(other)
    assert fold(fold(one)) == fold(one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("an@maßwerk.de", "an@masswerk.de"),
        ("a.n@gemeente.nl", "an@gemeente.nl"),
        ("an+kring@gemeente.nl", "an@gemeente.nl"),
        ("rené@gemeente.nl", "rene@gemeente.nl"),
    ],
)
def test_addresses_are_two_when_servers_tell_them_apart(one, other):
    assert fold(one) != fold(other)


# Also from another alphabet.
@pytest.mark.parametrize(
    "pasted",
    [
        *PASTED,
        "na\u200dam@voor\u200cbeeld.nl",
        "\u202anaam@voorbeeld.nl\u202c",
        " \ufeff naam@voorbeeld.nl \u00a0\n",
        "naam@voorbeeld.nl\ufe0f\u3164\U000e0020",
    ],
)
def test_an_address_is_the_clean_one_when_a_paste_brought_signs_nobody_sees(pasted):
    assert normalised(pasted) == fold(pasted) == "naam@voorbeeld.nl"


@pytest.mark.parametrize(
    ("typed", "stored", "shown"),
    [
        ("naam@maßwerk.de", "naam@xn--mawerk-cta.de", "naam@maßwerk.de"),
        ("naam@masswerk.de", "naam@masswerk.de", "naam@masswerk.de"),
        ("Naam@Bücher.Example.ORG", "Naam@xn--bcher-kva.example.org", "Naam@bücher.example.org"),
        ("naam@ma\u200bßwerk.de", "naam@xn--mawerk-cta.de", "naam@maßwerk.de"),
        ("naam@demo.invalid", "naam@demo.invalid", "naam@demo.invalid"),
    ],
)
def test_a_domain_is_stored_as_mail_servers_know_it_and_shown_as_people_write_it(
    typed, stored, shown
):
    assert normalised(typed) == stored
    assert normalised(stored) == stored
    assert for_mail(typed) == (typed if typed.isascii() else stored)
    assert readable(stored) == shown


def test_what_cannot_be_read_as_a_domain_is_shown_as_it_stands():
    assert readable("naam@xn--a.nl") == "naam@xn--a.nl"


WRONG = "Dit e-mailadres klopt niet. Voorbeeld: naam@gemeente.nl"
NOWHERE = "Naar ‘{}’ kunnen we geen mail sturen. Voorbeeld: naam@gemeente.nl"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", WRONG),
        ("naam", WRONG),
        ("naam@", WRONG),
        ("@voorbeeld.nl", WRONG),
        ("na..am@voorbeeld.nl", WRONG),
        ("naam@voorbeeld.nl\r\nBcc: x@example.org", WRONG),
        ("n" * 65 + "@voorbeeld.nl", WRONG),
        ("n" * 60 + "@" + "d" * 60 + ".nl" * 70, WRONG),
        ("naam@localhost", NOWHERE.format("localhost")),
        ("naam@mail.local", NOWHERE.format("mail.local")),
        ("naam@127.0.0.1", NOWHERE.format("127.0.0.1")),
        ("naam@[127.0.0.1]", NOWHERE.format("[127.0.0.1]")),
        ("naam@[IPv6:::1]", NOWHERE.format("[IPv6:::1]")),
        ("naam@" + "d" * 100 + ".nl", NOWHERE.format("d" * 80)),
        ("na am@voorbeeld.nl", "In dit e-mailadres staat een spatie. Haal die weg."),
        ("naam@voor\u00a0beeld.nl", "In dit e-mailadres staat een spatie. Haal die weg."),
        (
            "Naam <naam@voorbeeld.nl>",
            "Vul alleen het e-mailadres in, zonder naam en haakjes.",
        ),
        ("rené@voorbeeld.nl", "‘é’ kan niet in een e-mailadres. Kijk het adres na."),
        ("naam@☃.nl", "‘☃’ kan niet in een e-mailadres. Kijk het adres na."),
        ("naam@voor_beeld.nl", "‘_’ kan niet in een e-mailadres. Kijk het adres na."),
    ],
)
def test_what_no_mail_can_go_to_is_refused_with_the_sign_or_the_value(typed, sentence):
    with translation.override("nl"), pytest.raises(InvalidAddress) as caught:
        normalised(typed)

    assert str(caught.value) == sentence


def test_a_joiner_between_letters_is_never_dropped_because_it_makes_another_domain():
    with pytest.raises(InvalidAddress):
        normalised("naam@\u0646\u0627\u0645\u0647\u200c\u0627\u06cc.com")


def test_an_address_that_cannot_be_written_for_a_mail_server_is_not_mailed():
    with pytest.raises(InvalidAddress):
        for_mail("naam@☃.nl")
