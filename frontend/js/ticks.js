// Boxes to tick off: in a reading guide what was read, in a framework what is arranged. They are
// `hidden` in the HTML; what is ticked stays in this browser, under the addresses of the passages.
const KEPT = "kk-vinkjes";

// Null when this browser keeps nothing.
function kept() {
  let stored;
  try {
    stored = localStorage.getItem(KEPT);
  } catch {
    return null;
  }
  try {
    const found = JSON.parse(stored ?? "[]");
    return new Set(Array.isArray(found) ? found : []);
  } catch {
    // Damaged: the next tick writes it anew.
    return new Set();
  }
}

// Whether what is ticked will be there next time.
function keep(ticked) {
  try {
    if (ticked.size) localStorage.setItem(KEPT, JSON.stringify([...ticked]));
    else localStorage.removeItem(KEPT);
    return true;
  } catch {
    // No room, or not allowed: the boxes work until the page is left.
    return false;
  }
}

function boxesOf(list) {
  return [...list.querySelectorAll("input[data-tick]")].filter((box) => box.dataset.tick);
}

function show(list, { isKept = true } = {}) {
  const number = boxesOf(list).filter((box) => box.checked).length;
  const count = list.querySelector("[data-count]");
  if (count) count.textContent = number;
  for (const note of list.querySelectorAll("[data-tick-note]")) {
    note.hidden = !number;
    note.querySelector("[data-tick-kept]").hidden = !isKept;
    note.querySelector("[data-tick-lost]").hidden = isKept;
  }
}

// The boxes as they are stored: another tab may have changed that, and a browser that goes back
// shows them as they were.
function read(list) {
  const ticked = kept() ?? new Set();
  for (const box of boxesOf(list)) box.checked = ticked.has(box.dataset.tick);
  show(list);
}

function startList(list) {
  for (const box of boxesOf(list)) {
    (box.closest("label") ?? box).hidden = false;
    box.addEventListener("change", () => {
      const ticked = kept() ?? new Set();
      if (box.checked) ticked.add(box.dataset.tick);
      else ticked.delete(box.dataset.tick);
      show(list, { isKept: keep(ticked) });
    });
  }
  list.querySelector("[data-ticked]")?.removeAttribute("hidden");
  list.querySelector("[data-untick]")?.addEventListener("click", () => {
    const ticked = kept() ?? new Set();
    for (const box of boxesOf(list)) {
      ticked.delete(box.dataset.tick);
      box.checked = false;
    }
    keep(ticked);
    show(list);
    list.querySelector("input[data-tick]")?.focus();
  });
  read(list);
}

export function startTicks() {
  const lists = [...document.querySelectorAll("[data-ticks]")];
  // A browser that keeps nothing: paper has boxes too.
  if (!lists.length || !kept()) return;
  for (const list of lists) startList(list);
  const readAll = () => lists.forEach(read);
  window.addEventListener("pageshow", readAll);
  // No key: all of it was cleared.
  window.addEventListener("storage", ({ key }) => {
    if (key === KEPT || key === null) readAll();
  });
}
