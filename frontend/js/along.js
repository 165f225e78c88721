// The words of a page or of a part of it, to paste elsewhere: as lines of plain text, and as HTML.
// What leads on or only works on a screen stays behind: which, knowledge/reading/along.py says. The
// blocks are those of that module too.
const HEADINGS = "h1, h2, h3, h4";
const LISTS = "ul, ol";
const BLOCKS = `${HEADINGS}, ${LISTS}, li, p, div, section, article, aside, figure, figcaption, blockquote, dl, dt, dd, table`;
const APART = `${BLOCKS}, br, small`;
// Who said it: marked in the templates of quotes and of lines of a film.
const SAID_BY = "[data-said-by]";

function isElement(node) {
  return node.nodeType === Node.ELEMENT_NODE;
}

function isBlock(node) {
  return isElement(node) && (node.matches(BLOCKS) || node.querySelector(BLOCKS) !== null);
}

function rawOf(node) {
  if (node.nodeType === Node.TEXT_NODE) return node.data;
  if (!isElement(node)) return "";
  const inner = [...node.childNodes].map(rawOf).join("");
  return node.matches(APART) ? ` ${inner} ` : inner;
}

function wordsOf(...nodes) {
  return nodes.map(rawOf).join("").replace(/\s+/g, " ").trim();
}

// The words of a point in one line, where it was said, and the points below it.
function linesOfPoint(item) {
  if (item.querySelector(HEADINGS)) return linesOf(item);
  const own = item.cloneNode(true);
  for (const other of own.querySelectorAll(`${LISTS}, ${SAID_BY}`)) other.remove();
  const ofItem = (selector) =>
    [...item.querySelectorAll(selector)].filter((one) => one.parentElement.closest("li") === item);
  const words = wordsOf(own);
  return [
    ...(words ? [words] : []),
    ...ofItem(SAID_BY).map((one) => wordsOf(one)),
    ...ofItem(LISTS).flatMap(pointsOf),
  ];
}

// Each point with its number or dash; a list below a point stands further in.
function pointsOf(list) {
  const points = [...list.children].flatMap((item, index) => {
    const [first, ...others] = linesOfPoint(item);
    if (first === undefined) return [];
    return [`${list.matches("ol") ? `${index + 1}.` : "-"} ${first.trimStart()}`, ...others];
  });
  return list.parentElement?.closest("li") ? points.map((line) => `  ${line}`) : points;
}

// Cells apart by a tab, as a spreadsheet takes them.
function rowsOf(table) {
  const rows = [...table.rows].map((row) => [...row.cells].map((cell) => wordsOf(cell)).join("\t"));
  return [...(table.caption ? [wordsOf(table.caption)] : []), ...rows];
}

function quoteOf(quote) {
  const { words, by } = saidIn(quote);
  return [by ? `${words} – ${by}` : words];
}

function named(name) {
  const words = wordsOf(name);
  return words.endsWith("?") ? words : `${words}:`;
}

function blockOf(block) {
  if (block.matches(HEADINGS)) {
    const words = wordsOf(block);
    return words ? [block.closest("li") ? words : `\n${words}`] : [];
  }
  if (block.matches(LISTS)) return pointsOf(block);
  if (block.matches("table")) return rowsOf(block);
  if (block.matches("blockquote")) return quoteOf(block);
  if (block.matches("dl")) {
    const names = [...block.querySelectorAll("dt")];
    return names.map((name) => `${named(name)} ${wordsOf(name.nextElementSibling ?? name)}`);
  }
  return linesOf(block);
}

// Words that stand between blocks are a line.
function linesOf(parent) {
  const lines = [];
  let loose = [];
  const flush = () => {
    const words = wordsOf(...loose);
    if (words) lines.push(words);
    loose = [];
  };
  for (const child of parent.childNodes) {
    if (isBlock(child)) {
      flush();
      lines.push(...blockOf(child));
    } else loose.push(child);
  }
  flush();
  return lines;
}

// What is said in part of a page, and who said it; the words stand in single quotation marks there.
function saidIn(part) {
  const own = part.cloneNode(true);
  const who = [...own.querySelectorAll(SAID_BY)];
  for (const one of who) one.remove();
  const by = who.map((one) => wordsOf(one).replace(/:$/, "")).join(" · ");
  const lines = own.matches("li") ? linesOfPoint(own) : linesOf(own);
  return { words: lines.join("\n"), by };
}

// A passage as it is quoted: “words” – name, role · source. A table needs no quotation marks.
export function quotationOf(passage, beside) {
  const copy = passage.cloneNode(true);
  for (const other of copy.querySelectorAll(beside)) other.remove();
  const { words, by } = saidIn(copy);
  if (copy.querySelector("table")) return words;
  const bare = copy.querySelector("blockquote") ? words.replace(/^‘([^]*)’$/, "$1") : words;
  return by ? `“${bare}” – ${by}` : `“${bare}”`;
}

// What stands beside words without a heading goes after them: they are not under its heading.
function putAsidesWhereTheyEnd(copy) {
  for (const aside of copy.querySelectorAll("aside")) {
    const texts = document.createTreeWalker(aside.parentElement, NodeFilter.SHOW_TEXT);
    texts.currentNode = aside.lastChild ?? aside;
    while (texts.nextNode()) {
      const text = texts.currentNode;
      if (aside.contains(text) || text.data.trim() === "") continue;
      if (!text.parentElement.closest(HEADINGS)) aside.parentElement.append(aside);
      break;
    }
  }
}

export function allOf(main, source, leftBehind) {
  const copy = main.cloneNode(true);
  for (const one of copy.querySelectorAll(leftBehind)) one.remove();
  putAsidesWhereTheyEnd(copy);
  const text = `${linesOf(copy).join("\n")}\n\n${source}\n`.trimStart();
  const places = [...copy.querySelectorAll("a[href]")].map((link) => [link, link.href]);
  for (const one of copy.querySelectorAll("*")) {
    for (const { name } of [...one.attributes]) one.removeAttribute(name);
  }
  for (const [link, address] of places) link.setAttribute("href", address);
  const last = document.createElement("p");
  last.textContent = source;
  copy.append(last);
  return { html: copy.innerHTML.replace(/>\s+</g, "> <"), text };
}
