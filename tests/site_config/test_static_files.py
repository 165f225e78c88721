"""In production every static file has a name with a hash and is kept for a year."""

import json
import os
import subprocess
import sys
from pathlib import Path
from wsgiref.headers import Headers

from scripts.checking import PRODUCTION
from site_config import static_files

# Our own files only: with those of Wagtail's admin it takes six seconds more. The page
# of a wrong request needs no database.
ASK = r"""
import json, re, sys
from site_config import settings
settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
import django
django.setup()
from django.core.management import call_command
from django.template.loader import render_to_string
from django.test import Client
if "collect" in sys.argv:
    call_command("collectstatic", interactive=False, verbosity=0)
client = Client(SERVER_NAME=settings.ALLOWED_HOSTS[0])

def kept(path):
    response = client.get(path, secure=True)
    b"".join(response)
    return [response.status_code, response.get("Cache-Control")]

page = render_to_string("400.html")
named = re.findall(r'(?:href|src)="(/static/[^"]+)"', page)
sheet = next(path for path in named if path.endswith(".css"))
text = b"".join(client.get(sheet, secure=True)).decode()
fonts = [f"/static/build/{path}" for path in re.findall(r'url\("?([^)"]+\.woff2)', text)]
asked = [*named, *fonts, "/static/build/site.css"]
print(json.dumps({path: kept(path) for path in asked}))
"""
FOR_A_YEAR = [200, "public, max-age=31536000, immutable"]


def answers(*words: str, **values: str) -> dict[str, list]:
    environment = {**os.environ, **PRODUCTION, **values}
    environment["DJANGO_SETTINGS_MODULE"] = "site_config.settings"
    done = subprocess.run(
        [sys.executable, "-c", ASK, *words],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout)


def without_hash(path: str) -> str:
    folder, _slash, name = path.rpartition("/")
    first, _hash, last = name.rsplit(".", 2) if name.count(".") > 1 else (name, "", "")
    return f"{folder}/{first}.{last}" if last else path


def test_file_is_kept_for_a_year_when_its_name_has_a_hash(tmp_path: Path) -> None:
    kept = answers("collect", VAR_DIR=str(tmp_path))
    plain = kept.pop("/static/build/site.css")
    # Its content changes under the same name: nobody may keep it.
    assert plain == [200, "max-age=60, public"]
    assert set(map(tuple, kept.values())) == {tuple(FOR_A_YEAR)}
    assert {without_hash(path) for path in kept} == {
        "/static/build/favicon.svg",
        "/static/build/site.css",
        "/static/build/fonts/source-sans-3-latin-wght-normal.woff2",
        "/static/build/fonts/source-sans-3-latin-wght-italic.woff2",
    }
    assert all(without_hash(path) != path for path in kept)


def test_file_has_its_own_name_when_debug_is_on_and_nothing_was_collected(tmp_path: Path) -> None:
    local = {"DEBUG": "1", "BASE_URL": "http://127.0.0.1:8000", "ALLOWED_HOSTS": "127.0.0.1"}
    kept = answers(VAR_DIR=str(tmp_path), **local)
    assert {tuple(each) for each in kept.values()} == {(200, "max-age=0, public")}
    assert {without_hash(path) for path in kept} == set(kept)


def test_only_what_never_changes_is_kept_for_a_year() -> None:
    for said, becomes in [
        ("max-age=315360000, public, immutable", FOR_A_YEAR[1]),
        ("max-age=60, public", "max-age=60, public"),
    ]:
        headers = Headers([("Cache-Control", said)])
        static_files.keep_for_a_year(headers, "", "")
        assert headers["Cache-Control"] == becomes
