import pytest

from office.mail.address import fold


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("An@Gemeente.NL", "an@gemeente.nl"),
        (" an@gemeente.nl\n", "an@gemeente.nl"),
        ("ａｎ@gemeente.nl", "an@gemeente.nl"),
        ("rene\u0301@gemeente.nl", "ren\u00e9@gemeente.nl"),
        ("an@MAẞWERK.de", "an@maßwerk.de"),
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
