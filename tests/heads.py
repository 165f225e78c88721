"""The head of a page as machines read it."""

import json
from dataclasses import dataclass
from typing import Any

from bs4 import BeautifulSoup
from django.http import HttpResponse
from django.test import Client


@dataclass(frozen=True)
class ReadHead:
    """What stands in the head of one answer."""

    status: int
    title: str
    metas: dict[str, list[str]]
    canonical: list[str]
    languages: dict[str, str]
    feeds: list[str]
    data: list[dict[str, Any]]
    html: str

    @property
    def description(self) -> str:
        return self.metas.get("description", [""])[0]

    @property
    def is_indexed(self) -> bool:
        return "noindex" not in " ".join(self.metas.get("robots", []))

    def of_type(self, kind: str) -> dict[str, Any] | None:
        """Return the one value of this type, or None."""
        found = [value for value in self.data if value["@type"] == kind]
        assert len(found) < 2, kind
        return found[0] if found else None


def head_of(client: Client, url: str, **more: Any) -> ReadHead:
    """Return the head of what is answered at an address."""
    return read_head(client.get(url, **more))


def read_head(answer: HttpResponse) -> ReadHead:
    """Return the head of an answer."""
    head = BeautifulSoup(answer.content.decode(), "html.parser").head
    metas: dict[str, list[str]] = {}
    for meta in head.find_all("meta"):
        name = meta.get("name") or meta.get("property")
        if name:
            metas.setdefault(name, []).append(meta["content"])
    links = head.find_all("link")
    return ReadHead(
        status=answer.status_code,
        title=head.title.get_text(),
        metas=metas,
        canonical=[link["href"] for link in links if link["rel"] == ["canonical"]],
        languages={link["hreflang"]: link["href"] for link in links if link.get("hreflang")},
        feeds=[link["href"] for link in links if link.get("type") == "application/atom+xml"],
        data=[
            json.loads(script.string)
            for script in head.find_all("script", type="application/ld+json")
        ],
        html=str(head),
    )
