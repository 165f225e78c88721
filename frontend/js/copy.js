// Buttons that copy: a link, a quotation with its source, the link to the current second.
// They are `hidden` in the HTML, so that nobody meets a button that does nothing.
import { allOf, quotationOf } from "./along.js";
import { today } from "./today.js";
import { timecode, timecodeAddress, playerOf } from "./timecode.js";

const CONFIRMATION_MS = 2500;

function absolute(address) {
  return new URL(address, location.href).href;
}

// Of a passage its own words are quoted: no menu, no way on, no passage that stands in it.
const BESIDE =
  ".kk-passage, .kk-passage__menu, .kk-term, .kk-visually-hidden, time, [aria-hidden=true], [data-beside], [data-not-quoted]";

// What a proposal to the council says of its source: the title, when it was said as far as that is
// known, the site, the address, and the day on which it stood there.
function sourceAt(address) {
  const { site, dated, consulted } = document.querySelector("main").dataset;
  const title = document.querySelector("h1")?.textContent.trim() ?? document.title;
  return (
    `${title}${dated ? ` (${dated})` : ""}. ${site}. ` +
    `${absolute(address)} (${consulted} ${today()})`
  );
}

function textFor(button) {
  if (button.dataset.copy === "page") return absolute(button.dataset.url || location.pathname);
  if (button.dataset.copy === "source") return sourceAt(location.pathname);
  if (button.dataset.copy === "timecode") return absolute(timecodeAddress(playerOf()));
  if (button.dataset.copy === "quote") {
    const passage = button.closest(".kk-passage");
    return `${quotationOf(passage, BESIDE)}\n${sourceAt(button.dataset.url)}`;
  }
  return absolute(button.dataset.url);
}

function whatToCopy(button) {
  if (button.dataset.copy !== "all") return { text: textFor(button) };
  const source = sourceAt(location.pathname);
  return allOf(document.querySelector("main"), source, button.dataset.leftBehind);
}

// As rich text for a document when there is any, and as plain text for anything else.
async function copy({ html, text }) {
  if (!html || !("ClipboardItem" in window)) return navigator.clipboard.writeText(text);
  const kinds = { "text/html": html, "text/plain": text };
  const blobs = Object.entries(kinds).map(([type, words]) => [type, new Blob([words], { type })]);
  return navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
}

// The browser refused: the words stand below the button, selected, to copy by hand.
function offer(button, text) {
  const field = document.createElement("textarea");
  field.readOnly = true;
  field.value = text;
  const why = document.createElement("p");
  why.setAttribute("role", "alert");
  why.textContent = field.ariaLabel = document.querySelector("main").dataset.refused;
  const refused = document.createElement("div");
  refused.className = "kk-refused";
  refused.append(why, field);
  button.after(refused);
  field.select();
  field.focus();
}

function confirmIn(button) {
  const label = button.querySelector("[data-label]") ?? button;
  const words = label.textContent;
  label.textContent = button.dataset.done;
  announce(button.dataset.done);
  setTimeout(() => {
    label.textContent = words;
  }, CONFIRMATION_MS);
}

// A screen reader hears the confirmation too.
function announce(words) {
  let region = document.getElementById("announcements");
  if (!region) {
    region = document.createElement("div");
    region.id = "announcements";
    region.className = "kk-visually-hidden";
    region.setAttribute("role", "status");
    document.body.append(region);
  }
  region.textContent = "";
  requestAnimationFrame(() => {
    region.textContent = words;
  });
}

// "Kopieer link op 12:34" says the second at which the film stands.
function followTimecode(button) {
  const player = playerOf();
  const label = button.querySelector("[data-timecode]");
  if (!player || !label) return;
  player.addEventListener("timeupdate", () => {
    label.textContent = timecode(player.currentTime);
  });
}

export function startCopy() {
  if (!navigator.clipboard) return;
  for (const button of document.querySelectorAll("button[data-copy]")) {
    button.hidden = false;
    if (button.dataset.copy === "timecode") followTimecode(button);
  }
  // The buttons say the same, and do it.
  for (const link of document.querySelectorAll("[data-without-script]")) link.hidden = true;
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("button[data-copy]");
    if (!button) return;
    document.querySelector(".kk-refused")?.remove();
    const words = whatToCopy(button);
    try {
      await copy(words);
      confirmIn(button);
    } catch {
      offer(button, words.text);
    }
  });
}
