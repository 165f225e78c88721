// Buttons that copy: a link, a quotation with its source, the link to the current second.
// They are `hidden` in the HTML, so that nobody meets a button that does nothing.
import { allOf } from "./along.js";
import { today } from "./today.js";
import { timecode, timecodeAddress, playerOf } from "./timecode.js";

const CONFIRMATION_MS = 2500;

function absolute(address) {
  return new URL(address, location.href).href;
}

// The words of the passage itself: no menu, no way on, no passage that stands in it.
function wordsOf(passage) {
  const copy = passage.cloneNode(true);
  const beside = ".kk-passage, .kk-passage__menu, .kk-term, time, [data-beside]";
  for (const other of copy.querySelectorAll(beside)) other.remove();
  return copy.textContent.replace(/\s+/g, " ").trim();
}

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
    return `“${wordsOf(passage)}”\n${sourceAt(button.dataset.url)}`;
  }
  return absolute(button.dataset.url);
}

// As rich text for a document, and as plain text for anything else.
async function copyAll({ dataset }) {
  const source = sourceAt(location.pathname);
  const { html, text } = allOf(document.querySelector("main"), source, dataset.leftBehind);
  const kinds = { "text/html": html, "text/plain": text };
  const blobs = Object.entries(kinds).map(([type, words]) => [type, new Blob([words], { type })]);
  await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
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
    try {
      if (button.dataset.copy === "all") await copyAll(button);
      else await navigator.clipboard.writeText(textFor(button));
      confirmIn(button);
    } catch {
      // The browser refused: the link beside the button still works.
    }
  });
}
