"""A browser that gets its answers from Django in this process, in the transaction of a test."""

import contextvars
import json
from urllib.parse import unquote

from django.http import HttpResponseBase
from django.test import Client
from playwright.sync_api import Browser, Page, Route

HOST = "http://testserver"
FOUND = (301, 302, 303)
# The same for every test: each file is asked once.
_static: dict[str, tuple[int, dict, bytes]] = {}


class Answering:
    """One tab whose every request is answered by `client`; what else was wrong is in `found`."""

    def __init__(self, browser: Browser, **options) -> None:
        self.client = Client()
        self.found: list[str] = []
        self.given: dict[str, HttpResponseBase] = {}
        self.here = ""
        # Playwright calls back in a context of its own, with another connection to the database.
        self._of_the_test = contextvars.copy_context()
        self._context = browser.new_context(
            base_url=HOST, reduced_motion="reduce", service_workers="block", **options
        )
        # The machine may be busy; a form that its scripts fill takes its time.
        self._context.set_default_timeout(60_000)
        self._context.route("**/*", self._answer)
        self.page: Page = self._context.new_page()
        self.page.on("dialog", self._dialog)
        self.page.on("pageerror", lambda error: self.note(f"error: {error}"))

    def close(self) -> None:
        self._context.close()

    def note(self, what: str) -> None:
        """Put on record what is wrong with the page that is open."""
        self.found.append(f"{self.here} {what}")

    def _dialog(self, dialog) -> None:
        if dialog.type == "beforeunload":
            # The browser's own question about leaving a form that a script has filled meanwhile.
            dialog.accept()
            return
        self.note(f"dialog {dialog.message}")
        dialog.dismiss()

    def _answer(self, route: Route) -> None:
        url = route.request.url
        path = url.removeprefix(HOST).partition("#")[0]
        own = url.startswith(f"{HOST}/") and "alive()" not in unquote(path.partition("?")[0])
        if not own:
            if not url.startswith(("data:", "blob:")):
                self.note(f"asked for {url}")
            route.abort()
            return
        if path not in _static:
            answer = self.given.get(path) or self._of_the_test.run(self._from_django, route, path)
            body = b"".join(answer) if answer.streaming else answer.content
            headers = {name: value for name, value in answer.headers.items() if "\n" not in value}
            made = (answer.status_code, headers, body)
            if answer.status_code in FOUND and route.request.is_navigation_request():
                # Where a browser is led by itself, nobody is asked for the answer.
                script = f"<script>location.replace({json.dumps(answer['Location'])})</script>"
                route.fulfill(status=200, content_type="text/html", body=script)
                return
            if not path.startswith("/static/"):
                route.fulfill(status=made[0], headers=made[1], body=made[2])
                return
            _static[path] = made
        status, headers, body = _static[path]
        route.fulfill(status=status, headers=headers, body=body)

    def _from_django(self, route: Route, path: str) -> HttpResponseBase:
        asked = route.request
        return self.client.generic(
            asked.method,
            path,
            asked.post_data_buffer or b"",
            content_type=asked.headers.get("content-type", ""),
            headers={
                name: asked.headers[name]
                for name in ("accept", "origin", "referer", "x-requested-with", "x-csrftoken")
                if name in asked.headers
            },
            follow=asked.method == "GET",
        )
