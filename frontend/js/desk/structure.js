// Pasted HTML as a list of parts: running text, headings and tables.

const HEADINGS = "h1, h2, h3, h4, h5, h6";
const LONGEST_HEADING = 160; // as in HeadingBlock

// What the editor of a text would misread: a link to a place in the document it came from, as a
// footnote of Word, which leads nowhere here; and the element around all that Google copies,
// which says "bold" and means the opposite.
const MISREAD = "a:not([href]), a[href^='#'], b[style*='font-weight:normal'], b[id^='docs-internal-guid']";

// What a colleague wrote in the margin of Word, its mark in the text, and words that were deleted.
const UNSEEN = [
  "[style*='mso-element:comment']",
  "[style*='mso-element: comment']",
  ".msocomtxt",
  ".msocomanchor",
  ".MsoCommentReference",
  ".MsoCommentText",
  ".msoDel",
  "del",
].join();

// Return the body of html without what would be misread or was not to be seen, and whether there
// was any.
export function tidied(html) {
  const { body } = new DOMParser().parseFromString(html, "text/html");
  const unseen = [...body.querySelectorAll(UNSEEN)];
  for (const node of unseen) node.remove();
  const misread = [...body.querySelectorAll(MISREAD)];
  for (const node of misread) node.replaceWith(...node.childNodes);
  return { body, changed: unseen.length + misread.length > 0 };
}

// Return [{type: "text", html}, {type: "heading", value}, {type: "table", value}] in their order;
// `allowed` are the types of block that may stand here, and what may not stays text.
export function parts(body, allowed) {
  for (const silent of body.querySelectorAll("script, style, meta, link, title")) silent.remove();
  const found = [];
  collect(body, allowed, found);
  return found.filter((part) => part.type !== "text" || hasWords(part.html));
}

function collect(parent, allowed, found) {
  for (const node of parent.childNodes) {
    const isElement = node.nodeType === Node.ELEMENT_NODE;
    if (isElement && node.matches(HEADINGS) && allowed.has("heading") && isHeading(words(node))) {
      found.push({ type: "heading", value: { text: words(node) } });
    } else if (isElement && node.matches("table") && allowed.has("table") && isTable(node)) {
      found.push({ type: "table", value: table(node) });
    } else if (isElement && !node.matches("p, li, ul, ol, td") && holdsParts(node, allowed)) {
      collect(node, allowed, found);
    } else if (node.nodeType !== Node.COMMENT_NODE) {
      addText(found, isElement ? node.outerHTML : escaped(node.data));
    }
  }
}

function holdsParts(node, allowed) {
  return (
    (allowed.has("heading") && node.querySelector(HEADINGS)) ||
    (allowed.has("table") && [...node.querySelectorAll("table")].some(isTable))
  );
}

function addText(found, html) {
  const last = found.at(-1);
  if (last?.type === "text") last.html += html;
  else found.push({ type: "text", html });
}

function isHeading(text) {
  return text && text.length <= LONGEST_HEADING;
}

// One cell, or a table around tables, only gives a page its shape.
function isTable(node) {
  return rowsOf(node).flatMap((row) => [...row.cells]).length > 1 && !node.querySelector("table");
}

function rowsOf(node) {
  return [...node.rows].filter((row) => row.cells.length);
}

function table(node) {
  const rows = rowsOf(node);
  const data = rows.map(() => []);
  rows.forEach((row, y) => {
    let x = 0;
    for (const cell of row.cells) {
      while (data[y][x] !== undefined) x += 1;
      // A merged cell holds its words once, and the others stay in their columns.
      for (let down = 0; down < Math.min(cell.rowSpan || 1, rows.length - y); down += 1) {
        for (let right = 0; right < (cell.colSpan || 1); right += 1) {
          data[y + down][x + right] = down || right ? "" : words(cell);
        }
      }
      x += cell.colSpan || 1;
    }
  });
  const width = Math.max(...data.map((row) => row.length));
  for (const row of data) for (let x = 0; x < width; x += 1) row[x] ??= "";
  const first = isHeader([...rows[0].cells], data);
  const side = rows.slice(1).length > 0 && rows.slice(1).every((row) => row.cells[0].matches("th"));
  return {
    data,
    cell: [],
    mergeCells: [],
    first_row_is_table_header: first,
    first_col_is_header: side,
    table_header_choice: first && side ? "both" : first ? "row" : side ? "column" : "neither",
    table_caption: node.caption ? words(node.caption) : "",
  };
}

// Marked as such, in bold, or words above figures.
function isHeader(cells, data) {
  if (data.length < 2) return false;
  if (cells.every((cell) => cell.matches("th") || cell.closest("thead"))) return true;
  const isBold = (cell) => {
    const bold = cell.querySelector("b, strong");
    return bold && words(bold) === words(cell);
  };
  if (cells.every((cell) => !words(cell) || isBold(cell)) && cells.some(isBold)) return true;
  const isFigure = (text) => /\d/.test(text) && !/\p{L}{2}/u.test(text);
  const below = data.slice(1).flat().filter(Boolean);
  return data[0].every((text) => text && !isFigure(text)) && below.every(isFigure);
}

// The words of an element on one line, those of its paragraphs apart.
function words(node) {
  const copy = node.cloneNode(true);
  for (const apart of copy.querySelectorAll("p, div, br, li")) apart.before(" ");
  return copy.textContent.replace(/\s+/g, " ").trim();
}

function hasWords(html) {
  return new DOMParser().parseFromString(html, "text/html").body.textContent.trim() !== "";
}

function escaped(text) {
  const holder = document.createElement("p");
  holder.textContent = text;
  return holder.innerHTML;
}
