"""A browser that gets its answers from Django in this process, and judges what it shows."""

import unicodedata

from django.http import HttpResponseBase
from playwright.sync_api import Browser

from tests.browser.answering import HOST, Answering

# Before the page's own scripts: whatever runs, or is refused, tells it here.
WATCH = """
window.told = [];
window.alive = (...words) => window.told.push(`alive(${words})`);
for (const name of ["alert", "confirm", "prompt", "open"])
  window[name] = () => { window.told.push(name); };
document.addEventListener("securitypolicyviolation", (event) =>
  window.told.push(`refused: ${event.violatedDirective} ${event.blockedURI}`));
"""
# What the corpus would have made, and every word that stands on the page.
LOOK = r"""
() => {
  const made = [], words = [];
  const leads = ["href", "src", "action", "formaction", "xlink:href", "data", "srcdoc", "srcset",
    "poster", "background"];
  const told = ["alt", "title", "aria-label", "placeholder", "value", "content", "label"];
  const foreign = ["bijlage", "naam", "marquee", "object", "embed", "keygen", "xss-alive", "math",
    "foreignobject", "animate", "isindex", "image", "plaintext", "base"];
  const bad = (value) => {
    try {
      const url = new URL(value, location.href);
      return !["http:", "https:", "mailto:", "tel:", "blob:", "data:"].includes(url.protocol)
        || url.host.includes("alive") || /^data:(text|.*alive)/.test(value);
    } catch { return false; }
  };
  const judge = (element) => {
    const tag = element.localName;
    if (foreign.includes(tag)) made.push(`<${tag}>`);
    for (const { name, value } of element.attributes) {
      const whole = `<${tag} ${name}=${JSON.stringify(value.slice(0, 60))}>`;
      if (name.includes("alive") || value === "alive") made.push(whole);
      if (name.startsWith("on") && value.includes("alive")) made.push(whole);
      if (["id", "class", "name", "style"].includes(name) && /\balive\b/.test(value))
        made.push(whole);
      if (leads.includes(name) && (bad(value.trim()) || name === "srcdoc")) made.push(whole);
      if (told.includes(name) && element.type !== "hidden") words.push(value);
    }
    if (tag === "script" && !element.type.includes("json") && /^\s*alive\(/.test(element.text))
      made.push("<script>");
    // A hidden field holds what a script of the admin reads, as JSON.
    if (tag === "textarea" || (tag === "input" && element.type !== "hidden"))
      words.push(element.value);
  };
  const text = [];
  const walk = (node) => {
    if (node.nodeType === Node.TEXT_NODE) text.push(node.data);
    if (node.nodeType === Node.ELEMENT_NODE) {
      judge(node);
      if (["script", "style"].includes(node.localName)) return;
      if (node.shadowRoot) walk(node.shadowRoot);
      if (node.localName === "template") walk(node.content);
    }
    for (const child of node.childNodes) walk(child);
  };
  walk(document.documentElement);
  for (const track of document.querySelectorAll("track"))
    for (const cue of track.track.cues ?? []) {
      const shown = cue.getCueAsHTML();
      words.push(shown.textContent);
      for (const one of shown.querySelectorAll("*"))
        if (one.localName !== "span" || /alive/.test(one.className))
          made.push(`cue <${one.localName}>`);
    }
  return { made, words: [text.join(""), ...words], told: window.told };
}
"""


class Judge(Answering):
    """Opens addresses and answers in one tab; `found` is what was alive, `lost` what fell out."""

    def __init__(self, browser: Browser, values: dict[str, str]) -> None:
        super().__init__(browser)
        self.lost: list[str] = []
        self.seen: set[str] = set()
        # More may be typed after a page was judged.
        self._typed = values
        self._context.add_init_script(WATCH)

    def open(self, path: str, *, ready: str = "load") -> None:
        """Open an address of the site, and judge what it shows."""
        self.here = path
        answer = self.page.goto(f"{HOST}{path}", wait_until=ready)
        assert answer.status < 400 or path in self.given, f"{answer.status} {path}"
        self.look()

    def show(self, response: HttpResponseBase, at: str) -> None:
        """Show an answer that Django gave already, at an address of its own."""
        self.given[at] = response
        self.open(at)

    def open_fragment(self, path: str) -> None:
        """Put a chooser's answer into the page as the admin's script does, and judge it."""
        self.here = path
        self.page.evaluate(
            """async (path) => {
                const headers = { "X-Requested-With": "XMLHttpRequest" };
                const answer = await (await fetch(path, { headers })).json();
                const place = document.createElement("div");
                document.body.append(place);
                jQuery(place).html(answer.html);
            }""",
            path,
        )
        self.look()

    def look(self) -> None:
        """Judge the page as it is now."""
        saw = self.page.evaluate(LOOK)
        for one in {*saw["made"], *saw["told"]}:
            self.note(one)
        for chunk in map(squeezed, saw["words"]):
            self._compare(chunk)

    def _compare(self, chunk: str) -> None:
        at = chunk.find("·")
        while at != -1:
            mark = chunk[max(at - 5, 0) : at + 1]
            value = squeezed(self._typed.get(mark, ""))
            if value:
                there = chunk[at - 5 : at - 5 + len(value)]
                if there == value:
                    self.seen.add(mark)
                elif not _is_cut_off(chunk[at - 5 :], value):
                    self.lost.append(f"{self.here} {mark}: {_difference(there, value)}")
            at = chunk.find("·", at + 1)


def squeezed(words: str) -> str:
    """Return words without spaces and what cannot be seen: no page keeps all of these."""
    return "".join(one for one in words if unicodedata.category(one)[0] not in "CZ")


def _is_cut_off(there: str, value: str) -> bool:
    length = _common(there, value)
    return length > 5 and there[length:].startswith(("…", "..."))


def _common(one: str, other: str) -> int:
    pairs = zip(one, other, strict=False)
    return next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _difference(there: str, value: str) -> str:
    at = max(_common(there, value) - 15, 0)
    return f"{there[at : at + 45]!r} for {value[at : at + 45]!r}"


def not_seen(judge: Judge, labels: dict[str, str]) -> list[str]:
    """Return the fields of which no value was on any page."""
    return sorted({*labels.values()} - {labels[mark] for mark in judge.seen})
