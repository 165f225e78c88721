// Pasting into a block of text: its headings and tables become blocks of their own behind it.
// The editor of a text knows neither, and would make paragraphs of them.
import { parts, tidied } from "./structure.js";

const EDITOR = ".public-DraftEditor-content";
// What is copied from one text to another here carries its own content along.
const OURS = "data-draftjs-conductor-fragment";
const COMMENT = /^COMMENT-(\d+)$/;
let isPlacing = false;

document.addEventListener("paste", pasted, true);

function pasted(event) {
  const html = event.clipboardData?.getData("text/html");
  const editor = event.target.closest?.(EDITOR);
  if (isPlacing || !html || !editor || html.includes(OURS)) return;
  const { body, changed } = tidied(html);
  const place = placeOf(editor);
  const found = place ? parts(body, place.allowed) : [];
  const isRunningText = found.every((part) => part.type === "text");
  if (isRunningText && !changed) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (isRunningText) send(editor, body.innerHTML);
  else put(found, place);
}

// Return the block of text around an editor, the stream it stands in, and the types of block that
// may stand there; nothing for a text elsewhere, as in a point of a list.
function placeOf(editor) {
  let holder = editor;
  while (holder && !holder.rootBlock) holder = holder.parentElement;
  const stream = holder?.rootBlock;
  const child = stream?.children?.find((one) => one.type === "text" && one.element.contains(editor));
  const types = stream?.blockDef.childBlockDefsByName;
  if (!types || !child?.block.widget?.getState) return null;
  return { stream, child, allowed: new Set(Object.keys(types)) };
}

async function put(found, { stream, child }) {
  const { before, after, comments } = cut(child.block.widget.getState());
  if (after) child.split(before, after, (comment) => comments.has(comment.localId), {});
  else child.block.widget.setState(before);
  let last = child;
  for (const [number, part] of found.entries()) {
    if (part.type === "text") {
      // The first words stand where the cursor stood.
      last = number ? insert(stream, last, { type: "text", value: emptyText(stream) }) : child;
      await paste(last, part.html);
    } else {
      last = insert(stream, last, part);
    }
  }
  if (found[0].type !== "text" && !child.block.widget.getState().getCurrentContent().hasText()) {
    child.delete();
  }
  last.block.focus?.({ soft: true });
}

function insert(stream, behind, { type, value }) {
  return stream.insert({ type, value, id: crypto.randomUUID() }, behind.index + 1, {});
}

function emptyText(stream) {
  return stream.blockDef.initialChildStates.text;
}

// Return the state of an editor up to its cursor, what is behind it when that holds words, and
// the numbers of the comments there.
function cut(state) {
  const { ContentState, EditorState, Modifier } = window.DraftJS;
  const selection = state.getSelection();
  const taken = selection.isCollapsed()
    ? state.getCurrentContent()
    : Modifier.removeRange(state.getCurrentContent(), selection, "forward");
  const at = selection.isCollapsed() ? selection : taken.getSelectionAfter();
  const blocks = Modifier.splitBlock(taken, at).getBlocksAsArray();
  const first = blocks.findIndex((block) => block.getKey() === at.getStartKey()) + 1;
  const behind = blocks.slice(first);
  const of = (some) => EditorState.push(state, ContentState.createFromBlockArray(some), "remove-range");
  const comments = new Set();
  for (const block of behind) {
    block.findStyleRanges((sign) => {
      for (const style of sign.getStyle()) {
        const comment = COMMENT.exec(style);
        if (comment) comments.add(Number(comment[1]));
      }
      return false;
    }, () => {});
  }
  const after = behind.some((block) => block.getText().trim()) ? of(behind) : null;
  return { before: EditorState.moveSelectionToEnd(of(blocks.slice(0, first))), after, comments };
}

// Let the editor of a text take html as if it was pasted at its end.
async function paste(child, html) {
  const widget = await ready(child);
  widget.setState(window.DraftJS.EditorState.moveSelectionToEnd(widget.getState()));
  send(child.element.querySelector(EDITOR), html);
}

function send(editor, html) {
  const data = new DataTransfer();
  data.setData("text/html", html);
  data.setData("text/plain", new DOMParser().parseFromString(html, "text/html").body.textContent);
  isPlacing = true;
  try {
    const event = { clipboardData: data, bubbles: true, cancelable: true };
    editor.dispatchEvent(new ClipboardEvent("paste", event));
  } finally {
    isPlacing = false;
  }
}

// Return the widget of a text when its editor, which is drawn a moment later, is there.
async function ready(child) {
  const { widget } = child.block;
  while (!widget.input.draftailEditor || !child.element.querySelector(EDITOR)) {
    await new Promise(requestAnimationFrame);
  }
  return widget;
}
