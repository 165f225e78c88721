"""A visitor of a site under its own name, on whatever port it listens here; keeps cookies."""

import http.client
import re
import ssl
import uuid
from collections.abc import Mapping
from dataclasses import dataclass

NOBODY_ASKS = ssl.create_default_context()
# The certificate of a trial is its own.
NOBODY_ASKS.check_hostname = False
NOBODY_ASKS.verify_mode = ssl.CERT_NONE


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def text(self) -> str:
        """Return the body as words."""
        return self.body.decode(errors="replace")

    @property
    def location(self) -> str:
        """Return the path to which the answer leads on, "" when it does not."""
        return re.sub(r"^https?://[^/]+", "", self.headers.get("Location", ""))


class Visitor:
    """Asks for pages and sends forms."""

    def __init__(self, host: str, port: int, *, encrypted: bool = True) -> None:
        self.host, self.port, self.encrypted = host, port, encrypted
        self.cookies: dict[str, str] = {}

    def get(self, path: str, **headers: str) -> Answer:
        """Ask for a path; a header is written Like_This."""
        return self._ask("GET", path, {k.replace("_", "-"): v for k, v in headers.items()})

    def send(self, path: str, fields: Mapping[str, str], **files: tuple[str, str, bytes]) -> Answer:
        """Send the form at path with these fields and (name, type, content) files."""
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', self.get(path).text)
        words = {**({"csrfmiddlewaretoken": token[1]} if token else {}), **fields}
        boundary = uuid.uuid4().hex
        part = f"--{boundary}\r\nContent-Disposition: form-data; name="
        parts = [f'{part}"{name}"\r\n\r\n{value}\r\n'.encode() for name, value in words.items()]
        for name, (file, kind, content) in files.items():
            head = f'{part}"{name}"; filename="{file}"\r\nContent-Type: {kind}\r\n\r\n'
            parts += [head.encode(), content, b"\r\n"]
        parts.append(f"--{boundary}--\r\n".encode())
        headers = {
            "Content-Type": f"multipart/form-data; boundary={boundary}",
            "Origin": f"https://{self.host}",
            "Referer": f"https://{self.host}{path}",
        }
        return self._ask("POST", path, headers, b"".join(parts))

    def _ask(
        self, method: str, path: str, headers: Mapping[str, str], body: bytes | None = None
    ) -> Answer:
        if self.encrypted:
            connection: http.client.HTTPConnection = http.client.HTTPSConnection(
                "127.0.0.1", self.port, timeout=60, context=NOBODY_ASKS
            )
        else:
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        known = {"Cookie": cookies} if cookies else {}
        try:
            connection.request(method, path, body, {"Host": self.host, **known, **headers})
            answer = connection.getresponse()
            content = answer.read()
        finally:
            connection.close()
        for cookie in answer.headers.get_all("Set-Cookie", []):
            name, _is, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        return Answer(answer.status, answer.headers, content)
