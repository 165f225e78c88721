"""No text becomes HTML unseen: every place that says it is safe stands here, with why it is."""

import pytest

from tests.raw_html import in_python, in_template, uses

# A new place fails until somebody has judged it: can a person who types reach it?
PLAIN = "a mail of plain text: no reader makes HTML of it"
HARMLESS = {
    ("knowledge/templatetags/passages.py", "mark_safe"): (
        2,
        "the menu, rendered without words of an editor, with an id and words that are escaped; "
        "and the HTML of knowledge.text.harmless, which builds it of escaped text",
    ),
    ("knowledge/templatetags/terms.py", "mark_safe"): (
        1,
        "what the template rendered, and an explanation that is escaped",
    ),
    ("search/highlight.py", "mark_safe"): (1, "every part between the marks is escaped above it"),
    ("office/templatetags/public_forms.py", "format_html"): (1, "it escapes what it is given"),
    ("office/desk_style.py", "format_html"): (1, "the address of our style sheet"),
    ("office/date_inputs.py", "format_html"): (1, "a script of ours, in which nothing is filled"),
    ("office/wrong_fields.py", "format_html"): (1, "around a script of ours"),
    ("office/wrong_fields.py", "mark_safe"): (1, "a script of ours, nothing is filled in"),
    ("knowledge/pages/pasting.py", "format_html"): (1, "around the address of a script of ours"),
    ("knowledge/pages/desk_views.py", "format_html"): (1, "around a script of ours"),
    ("knowledge/pages/desk_views.py", "mark_safe"): (1, "a script of ours, nothing is filled in"),
    ("knowledge/models/planned_lock.py", "format_html"): (1, "it escapes what it is given"),
    ("knowledge/templatetags/head.py", "mark_safe"): (1, "what would end its script is escaped"),
    ("knowledge/templatetags/head.py", "SafeString"): (1, "asked whether it is one, never made"),
    ("knowledge/templatetags/frame.py", "format_html"): (2, "it escapes what it is given"),
    ("templates/events/registrations/mails/body.txt", "autoescape off"): (1, PLAIN),
    ("templates/events/registrations/mails/report_ready.txt", "autoescape off"): (1, PLAIN),
    ("templates/office/mails/password_reset.txt", "autoescape off"): (1, PLAIN),
    ("templates/office/remarks/mail.txt", "autoescape off"): (1, PLAIN),
    ("templates/office/remarks/mail_together.txt", "autoescape off"): (1, PLAIN),
    ("templates/knowledge/contact/mails/about.txt", "autoescape off"): (1, PLAIN),
    ("templates/knowledge/contact/mails/answer.txt", "autoescape off"): (1, PLAIN),
    ("templates/knowledge/contact/mails/at_desk.txt", "autoescape off"): (1, PLAIN),
    ("templates/knowledge/contact/mails/confirm.txt", "autoescape off"): (1, PLAIN),
    ("templates/knowledge/contact/mails/desk.txt", "autoescape off"): (1, PLAIN),
    ("templates/knowledge/contact/mails/desk_together.txt", "autoescape off"): (1, PLAIN),
    ("templates/knowledge/contact/mails/question.txt", "autoescape off"): (1, PLAIN),
    ("templates/knowledge/contact/mails/reminder.txt", "autoescape off"): (1, PLAIN),
    ("templates/knowledge/questions/mails/answered.txt", "autoescape off"): (1, PLAIN),
    ("templates/knowledge/questions/mails/confirm.txt", "autoescape off"): (1, PLAIN),
    ("templates/knowledge/questions/mails/off_the_site.txt", "autoescape off"): (1, PLAIN),
    ("templates/knowledge/questions/mails/published.txt", "autoescape off"): (1, PLAIN),
}


def test_every_place_that_says_text_is_safe_is_known_with_its_reason():
    assert dict(uses()) == {place: count for place, (count, _why) in HARMLESS.items()}


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("mark_safe(words)", ["mark_safe"]),
        ("safestring.mark_safe(words)", ["mark_safe"]),
        ("format_html('<b>{}</b>', words)", ["format_html"]),
        ("format_html_join('', '{}', rows)", ["format_html_join"]),
        ("SafeString(words)", ["SafeString"]),
        ("class Words(SafeString): pass", ["SafeString"]),
        ("@html_safe\nclass Words: pass", ["html_safe"]),
        ("def __html__(self): return self", ["__html__"]),
        ("register.filter('x', mark_safe)", ["mark_safe"]),
        ("@register.filter(is_safe=True)\ndef x(words): return words", ["is_safe"]),
        ("from django.utils.safestring import mark_safe as m", ["mark_safe as m"]),
        ("Template('{{ words|safe }}')", ["Template"]),
        ("from django.utils.safestring import mark_safe", []),
        ("def x() -> SafeString | str: return y", []),
        ("snippet: SafeString", []),
    ],
)
def test_what_makes_text_safe_is_found_in_python(source, found):
    """The negative control."""
    assert in_python(source) == found


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("{{ words|safe }}", ["safe"]),
        ("{{ words | safe }}", ["safe"]),
        ("{{ words|default:'x'|safe }}", ["safe"]),
        ("{% with a=words|safe %}", ["safe"]),
        ("{{ words|safeseq|join:', ' }}", ["safeseq"]),
        ("{% autoescape off %}", ["autoescape off"]),
        ("{% autoescape on %}{{ words|escape }}", []),
    ],
)
def test_what_makes_text_safe_is_found_in_a_template(source, found):
    """The negative control."""
    assert in_template(source) == found
