"""What a visitor reads of a page."""

import html
import re
from typing import Any


def words_at(client: Any, address: str) -> str:
    """Return the words of a page in one line, without the menus of its paragraphs."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    main = answer.content.decode().partition("<main")[2].partition("</main")[0]
    return words_of(main)


def words_of(shown: str) -> str:
    """Return the words of a piece of HTML in one line, without the menus of its paragraphs."""
    shown = re.sub(r"<details class=.kk-passage__menu.*?</details>", " ", shown, flags=re.DOTALL)
    # A sign that is read aloud and copied, where the eye sees two words apart.
    shown = re.sub(r"<span class=.kk-between.>[^<]*</span>", " ", shown)
    shown = re.sub(r"</?(?:b|i|em|strong)>", "", shown)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", shown)).split())
