"""Follow docs/operations.md in a throwaway folder, and ask the site that stands there.

Needs the made environment (`make check`), a PostgreSQL in DATABASE_URL where databases may be made,
openssl and nginx. Without nginx it says so and does nothing; REQUIRE_NGINX=1 makes that a failure.
"""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

from scripts import operations
from scripts.operations import Differs, Place
from scripts.setup import ROOT, say
from scripts.visitor import Answer, Visitor

HOST = "kenniskring.example"
UNITS = ("kenniskring-web", "kenniskring-loops", "kenniskring-worker")
PASSWORD = "een-lang-woord-van-an"  # noqa: S105 -- of an account that lives for a minute
FILM = ROOT / "knowledge" / "demo" / "kenniskring-14.webm"
PICTURE = ROOT / "knowledge" / "demo" / "kenniskring-14.jpg"
MAKE_FILM = (
    "from knowledge.demo import film, reference_data; from knowledge.models import Recording; "
    "reference_data.load(print); film.load(print); print('uid', Recording.objects.get().uid)"
)
TASKS_LEFT = (
    "from django_tasks_db.models import DBTaskResult as T; print('left', T.objects.ready().count())"
)
A_CODE = "7-AbCdEf0123456789"
A_YEAR = "public, max-age=31536000, immutable"


def needs(what: bool, sentence: str) -> None:
    """Raise Differs with this sentence unless it is so."""
    if not what:
        raise Differs(sentence)


def needs_answer(answer: Answer, status: int, what: str) -> Answer:
    """Return the answer if it has this status; raise Differs when not."""
    needs(answer.status == status, f"{what} answered {answer.status} instead of {status}.")
    return answer


def free_ports(*names: str) -> dict[str, int]:
    """Return a port for each name on which nobody listens."""
    doors = {name: socket.create_server(("127.0.0.1", 0)) for name in names}
    ports = {name: door.getsockname()[1] for name, door in doors.items()}
    for door in doors.values():
        door.close()
    return ports


@contextmanager
def database(server: str, name: str) -> Iterator[str]:
    """Yield the address of a new database on the server, which goes afterwards."""
    name = f"operations_{os.getpid()}_{name}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            yield urlsplit(server)._replace(path=f"/{name}").geturl()
        finally:
            drop = sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name))
            connection.execute(drop)


def environment() -> dict[str, str]:
    """Return ours without what would reach the settings: they come from the page's file alone."""
    example = (ROOT / ".env.example").read_text()
    read = set(re.findall(r"^([A-Z_]+)=", example, re.MULTILINE)) | {"DJANGO_SETTINGS_MODULE"}
    ours = {name: value for name, value in os.environ.items() if name not in read}
    # It saves time that only what is imported is compiled.
    return {**ours, "PIP_NO_COMPILE": "1"}


def install(place: Place, url: str) -> str:
    """Follow the numbered steps of the page and return what the first account was told."""
    for of_the_machine in (
        "/opt/",
        "/etc/systemd/system",
        "/etc/nginx/sites-available",
        "/etc/nginx/sites-enabled",
        "/etc/letsencrypt/live/" + HOST,
        "/var/log/nginx",
    ):
        (place.folder / of_the_machine.strip("/")).mkdir(parents=True)
    said = ""
    for heading, commands in operations.steps(operations.PAGE.read_text()):
        if not heading[0].isdigit():
            continue
        began = time.monotonic()
        printed = place.follow(commands, environment())
        say(f"  {heading} ({time.monotonic() - began:.0f} s)")
        if "first_account" in commands:
            said = printed
        settings = place.path("/etc/kenniskring/environment")
        if "sensible-editor" in commands:
            # What an administrator does in the editor.
            text = place.moved(settings.read_text())
            text, times = re.subn(
                r"^DATABASE_URL=.*$", f"DATABASE_URL={url}", text, flags=re.MULTILINE
            )
            needs(times == 1, ".env.example names no DATABASE_URL.")
            settings.write_text(text)
    return said


@contextmanager
def web_server(place: Place, program: str) -> Iterator[None]:
    """Run nginx with the site that the page enabled."""
    keys = place.folder / "etc/letsencrypt/live" / HOST
    make = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
    make += [
        "-subj",
        f"/CN={HOST}",
        "-keyout",
        keys / "privkey.pem",
        "-out",
        keys / "fullchain.pem",
    ]
    subprocess.run(make, check=True, capture_output=True)
    enabled = place.path("/etc/nginx/sites-enabled/kenniskring")
    enabled.write_text(place.moved(enabled.read_text()))
    temporary = "".join(
        f"{name}_temp_path {place.folder}/nginx-{name};\n"
        for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    # The folder belongs to whoever runs the trial, so nginx is her as well.
    user = "user root;\n" if os.geteuid() == 0 else ""
    main = place.folder / "nginx.conf"
    main.write_text(
        f"{user}daemon off;\npid {place.folder}/nginx.pid;\n"
        f"error_log {place.folder}/nginx.log;\nevents {{}}\n"
        f"http {{\ninclude /etc/nginx/mime.types;\n{temporary}include {enabled};\n}}\n"
    )
    command = [program, "-c", str(main), "-e", str(place.folder / "nginx.log")]
    done = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False)
    needs(done.returncode == 0, f"nginx refuses docs/operations/nginx.conf: {done.stderr}")
    server = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        yield
    finally:
        server.send_signal(signal.SIGQUIT)
        server.wait(timeout=30)


def wait_for(what: Callable[[], bool], sentence: str, seconds: float = 60) -> None:
    """Return once it is so; raise Differs with the sentence when it stays away."""
    until = time.monotonic() + seconds
    while not what():
        needs(time.monotonic() < until, sentence)
        time.sleep(0.2)


def answers(visitor: Visitor) -> bool:
    """Return whether both servers are there: nginx, and behind it the web application."""
    try:
        return visitor.get("/agenda/").status == 200
    except OSError:
        return False


def command(place: Place, words: str) -> str:
    """Run a command of the site as the page does and return what it prints."""
    line = f"cd /opt/kenniskring\nrunuser -u kenniskring -- .venv/bin/python manage.py {words}"
    return place.follow(line, environment())


def ask_home(visitor: Visitor, plain: Visitor) -> None:
    """The home page stands behind TLS, and its style sheet is kept for a year."""
    moved = needs_answer(plain.get("/agenda/"), 301, "http://")
    needs(moved.headers["Location"] == f"https://{HOST}/agenda/", "http:// leads elsewhere.")
    home = needs_answer(visitor.get("/"), 200, "/")
    needs("max-age" in home.headers.get("Strict-Transport-Security", ""), "There is no HSTS.")
    sheet = re.search(r'<link rel="stylesheet" href="([^"]+)"', home.text)
    needs(sheet is not None, "The home page names no style sheet.")
    answer = needs_answer(visitor.get(sheet[1], Accept_Encoding="gzip"), 200, sheet[1])
    needs(answer.headers["Cache-Control"] == A_YEAR, f"{sheet[1]} is not kept for a year.")
    needs(answer.headers.get("Content-Encoding") == "gzip", f"{sheet[1]} is not compressed.")
    needs("X-Accel-Redirect" not in home.headers, "The web server hands on its own headers.")


def log_in(visitor: Visitor, said: str) -> None:
    """The first account chooses her password at the link and logs in with it."""
    link = re.search(rf"https://{HOST}(/beheer/password_reset/\S+)", said)
    needs(link is not None, f"first_account prints no link: {said}")
    form = needs_answer(visitor.get(link[1]), 302, "The link of the first account").location
    words = {"new_password1": PASSWORD, "new_password2": PASSWORD}
    needs_answer(visitor.send(form, words), 302, "Choosing a password")
    who = {"username": f"an@{HOST}", "password": PASSWORD}
    needs_answer(visitor.send("/beheer/login/", who), 302, "Logging in")
    needs_answer(visitor.get("/beheer/"), 200, "/beheer/")


def ask_files(place: Place, editor: Visitor, visitor: Visitor) -> None:
    """A picture is sent by the web server; a document and the picture as it was, never."""
    picture = (PICTURE.name, "image/jpeg", PICTURE.read_bytes())
    fields = {"title": "Kaart", "description": "Een kaart", "collection": "1"}
    needs_answer(editor.send("/beheer/images/add/", fields, file=picture), 302, "An upload")
    shown = re.search(r'src="(/media/images/[^"]+)"', editor.get("/beheer/images/").text)
    needs(shown is not None, "The admin shows no picture that was uploaded.")
    answer = needs_answer(visitor.get(shown[1]), 200, shown[1])
    needs("sandbox" in answer.headers["Content-Security-Policy"], "A picture may run.")
    document = ("verslag.csv", "text/csv", b"een;twee\n")
    fields = {"title": "Verslag", "collection": "1"}
    needs_answer(editor.send("/beheer/documents/add/", fields, file=document), 302, "An upload")
    # It stands on no page yet: it is for editors alone.
    needs_answer(visitor.get("/documenten/1/verslag.csv"), 404, "A document on no page")
    answer = needs_answer(editor.get("/documenten/1/verslag.csv"), 200, "/documenten/1/")
    needs(answer.body == document[2], "A document has other bytes than were uploaded.")
    needs("sandbox" in answer.headers["Content-Security-Policy"], "A document may run.")
    media = place.path("/var/lib/kenniskring/media")
    for file in [*media.glob("documents/*"), *media.glob("original_images/*")]:
        path = f"/media/{file.relative_to(media)}"
        needs_answer(visitor.get(path), 404, f"{path}, which is not for everybody,")


def ask_film(place: Place, visitor: Visitor) -> None:
    """A film is sent by the web server when the site says so, and has no address besides."""
    uid = re.search(r"uid (\w+)", command(place, f'shell -c "{MAKE_FILM}"'))
    needs(uid is not None, "There is no recording.")
    protected = place.path("/var/lib/kenniskring/protected")
    (file,) = (found for found in protected.rglob("*.webm"))
    # What it said beside picture and sound was taken out where it stands: as long, not the same.
    path, whole = f"/opnames/{uid[1]}/film.webm", file.read_bytes()
    needs(len(whole) == FILM.stat().st_size, "The film is not as long as it was uploaded.")
    answer = needs_answer(visitor.get(path), 200, path)
    needs(answer.body == whole, "The film has other bytes than are stored.")
    # Nginx writes the length in hexadecimal, the site in decimal.
    tag = answer.headers.get("ETag", "")
    needs(tag.endswith(f'-{len(whole):x}"'), f"The web server does not send the film: {tag}")
    part = needs_answer(visitor.get(path, Range="bytes=100-199"), 206, "A part of the film")
    needs(part.body == whole[100:200], "A part of the film has other bytes.")
    for folder in ("protected", "media", "static"):
        path = f"/{folder}/{file.relative_to(protected)}"
        needs_answer(visitor.get(path), 404, f"{path}, an address past the site,")


def ask_logs(place: Place, visitor: Visitor) -> None:
    """No log of the web server holds the code of a link, a search or the visitor's address."""
    for path in (
        f"/aanmelding/{A_CODE}/",
        f"/en/aanmelding/{A_CODE}/",
        f"/%61anmelding/{A_CODE}/",
        f"/vragen/bevestigen/{A_CODE}/",
        f"/en/vragen/geen-mail/{A_CODE}/",
        f"/beheer/password_reset/confirm/{A_CODE}/{A_CODE}/",
        f"/zoeken/?q={A_CODE}",
    ):
        visitor.get(path)
    needs_answer(visitor.get("/agenda/"), 200, "/agenda/")
    folder = place.path("/var/log/nginx")
    wait_for(lambda: "/agenda/" in (folder / "kenniskring.log").read_text(), "Nginx writes no log.")
    text = "".join(file.read_text() for file in folder.iterdir())
    text += "".join(place.said(name) for name in UNITS)
    needs(A_CODE not in text, "A log holds the code of a signed link, or what was searched for.")
    needs("127.0.0.0 " in text and "127.0.0.1 [" not in text, "A log holds a whole address.")


def ask_readiness(place: Place, editor: Visitor, visitor: Visitor) -> None:
    """The process answers whatever it is called, and the site is ready once its loops have run."""
    by_address = Visitor("10.0.0.7", place.ports["web"], encrypted=False)
    needs_answer(by_address.get("/gezond/"), 200, "/gezond/ without a name and without https")
    wait_for(
        lambda: visitor.get("/gereed/").status == 200,
        f"The site is not ready: {editor.get('/gereed/').text}",
    )
    needs(visitor.get("/gereed/").text == "gereed\n", "/gereed/ tells a stranger more.")
    needs("Vast werk: in orde" in editor.get("/gereed/").text, "/gereed/ tells no editor why.")


def ask_processes(place: Place) -> None:
    """The loops run, and the worker does what the admin handed over."""
    said = place.said("kenniskring-loops")
    needs("Running: " in said, f"The loops do not run: {said}")
    wait_for(
        lambda: "left 0" in command(place, f'shell -c "{TASKS_LEFT}"'),
        f"The worker leaves tasks: {place.said('kenniskring-worker')}",
    )
    for name, child in place.children.items():
        needs(child.poll() is None, f"{name} has ended: {place.said(name)}")
    codes = place.stop()
    needs(set(codes.values()) == {0}, f"When they are stopped the units end with {codes}.")


def ask_backup(place: Place, url: str) -> None:
    """What is dumped as the page says comes back whole as the page says."""
    dump, restore = operations.dump_and_restore(operations.PAGE.read_text())
    count = "SELECT (SELECT count(*) FROM wagtailcore_page), (SELECT count(*) FROM knowledge_cue)"
    with database(url, "restored") as other:
        # The page's database has no address: it is found over the socket, by its name.
        place.follow(re.sub(r" kenniskring$", f" {url}", dump), environment())
        place.follow(restore.replace("=kenniskring ", f"={other} "), environment())
        with psycopg.connect(url) as before, psycopg.connect(other) as after:
            was, now = (c.execute(count).fetchone() for c in (before, after))
    needs(was == now and 0 not in was, f"Of {was} pages and cues the backup brings back {now}.")


def ask_wrong_environment(place: Place) -> None:
    """A wrong environment ends the web application, with the code that systemd knows."""
    child = place.start("kenniskring-web", DATABASE_URL="nonsense")
    wait_for(lambda: child.poll() is not None, "A wrong environment does not stop gunicorn.")
    said = place.said("kenniskring-web")
    needs("DATABASE_URL cannot be read" in said, f"Nobody reads what is wrong: {said}")
    unit = place.path("/etc/systemd/system/kenniskring-web.service").read_text()
    known = f"RestartPreventExitStatus={child.returncode}\n"
    needs(known in unit, f"systemd would start it again after {child.returncode}.")


def trial(place: Place, url: str, nginx: str) -> None:
    """Follow the page and ask everything."""
    said = install(place, url)
    visitor = Visitor(HOST, place.ports["https"])
    editor = Visitor(HOST, place.ports["https"])
    plain = Visitor(HOST, place.ports["http"], encrypted=False)
    try:
        for name in UNITS:
            place.start(name)
        with web_server(place, nginx):
            wait_for(lambda: answers(visitor), "Nobody answers behind the web server.")
            ask_home(visitor, plain)
            log_in(editor, said)
            ask_files(place, editor, visitor)
            ask_film(place, visitor)
            ask_logs(place, visitor)
            ask_readiness(place, editor, visitor)
            ask_processes(place)
        ask_backup(place, url)
        ask_wrong_environment(place)
    except BaseException:
        for name in UNITS:
            log = place.folder / f"{name}.log"
            say(f"-- {name}\n{log.read_text()[-3000:] if log.exists() else ''}")
        raise
    finally:
        place.stop(patience=10)


def main() -> int:
    """Try the page and return the exit code."""
    server = os.environ.get("DATABASE_URL", "")
    if not server.startswith("postgres"):
        sys.exit("DATABASE_URL names no PostgreSQL: the page needs one.")
    nginx = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
    if nginx is None:
        say("There is no nginx here: docs/operations.md is not tried (REQUIRE_NGINX=1 fails).")
        return 1 if os.environ.get("REQUIRE_NGINX") == "1" else 0
    # Who ends the trial leaves no server, folder or database behind.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    began = time.monotonic()
    with (
        tempfile.TemporaryDirectory(prefix="operations-") as folder,
        database(server, "site") as url,
    ):
        place = Place(Path(folder), free_ports("web", "http", "https"))
        try:
            trial(place, url, nginx)
        except Differs as difference:
            say(f"docs/operations.md and the site differ.\n{difference}")
            return 1
    say(f"docs/operations.md leads to a running site ({time.monotonic() - began:.0f} s).")
    return 0


if __name__ == "__main__":
    sys.exit(main())
