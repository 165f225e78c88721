"""Forms of templates say where they are sent, or nothing: an empty address is no valid HTML."""

from pathlib import Path

from django.conf import settings

TEMPLATES = Path(settings.BASE_DIR) / "templates"


def test_no_form_has_an_empty_address():
    templates = sorted(TEMPLATES.rglob("*.html"))

    assert templates
    assert [one.name for one in templates if 'action=""' in one.read_text()] == []
