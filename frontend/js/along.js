// All that a page says, to paste into a proposal: headings, facts, steps, and the source at its end.
// What leads on or only works on a screen stays behind: which, knowledge/reading/along.py says.
const LINES = "h1, h2, h3, h4, p, li, dt, blockquote, tr, figcaption";

// The first words of a point carry its number or dash, whatever stands around them.
function markOf(item) {
  if (!item.parentElement.matches("ol")) return "- ";
  return `${[...item.parentElement.children].indexOf(item) + 1}. `;
}

function linesOf(root) {
  const marked = new Set();
  return [...root.querySelectorAll(LINES)].flatMap((block) => {
    const own = block.cloneNode(true);
    // Each block says its own words; a point does not repeat those of the points below it.
    for (const inner of own.querySelectorAll(LINES)) inner.remove();
    if (block.matches("dt")) own.append(`: ${block.nextElementSibling?.textContent ?? ""}`);
    const words = own.textContent.replace(/\s+/g, " ").trim();
    if (!words) return [];
    const item = block.closest("li");
    const mark = item && !marked.has(item) ? markOf(item) : "";
    marked.add(item);
    const isHeading = block.matches("h1, h2, h3, h4") && !item;
    return [`${isHeading ? "\n" : ""}${mark}${words}`];
  });
}

export function allOf(main, source, leftBehind) {
  const copy = main.cloneNode(true);
  for (const one of copy.querySelectorAll(leftBehind)) one.remove();
  const places = [...copy.querySelectorAll("a[href]")].map((link) => [link, link.href]);
  for (const one of copy.querySelectorAll("*")) {
    for (const { name } of [...one.attributes]) one.removeAttribute(name);
  }
  for (const [link, address] of places) link.setAttribute("href", address);
  const text = `${linesOf(copy).join("\n")}\n\n${source}\n`.trimStart();
  const last = document.createElement("p");
  last.textContent = source;
  copy.append(last);
  return { html: copy.innerHTML.replace(/>\s+</g, "> <"), text };
}
