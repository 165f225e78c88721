"""What a visitor reads of a page."""

import html
import re
from typing import Any


def words_at(client: Any, address: str) -> str:
    """Return the words of a page in one line, without the menus of its paragraphs."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    main = answer.content.decode().partition("<main")[2].partition("</main")[0]
    main = re.sub(r"<details class=.kk-passage__menu.*?</details>", " ", main, flags=re.DOTALL)
    # A sign that is read aloud and copied, where the eye sees two words apart.
    main = re.sub(r"<span class=.kk-between.>[^<]*</span>", " ", main)
    main = re.sub(r"</?(?:b|i|em|strong)>", "", main)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", main)).split())
