// Boxes to tick off: in a reading guide what was read, in a framework what is arranged. They are
// `hidden` in the HTML; what is ticked stays in this browser, under the addresses of the passages.
const KEPT = "kk-vinkjes";

function kept() {
  try {
    const found = JSON.parse(localStorage.getItem(KEPT) ?? "[]");
    return new Set(Array.isArray(found) ? found : []);
  } catch {
    return null;
  }
}

function keep(ticked) {
  try {
    if (ticked.size) localStorage.setItem(KEPT, JSON.stringify([...ticked]));
    else localStorage.removeItem(KEPT);
  } catch {
    // No room, or not allowed: the boxes work until the page is left.
  }
}

function show(list) {
  const boxes = [...list.querySelectorAll("input[data-tick]")];
  const number = boxes.filter((box) => box.checked).length;
  const count = list.querySelector("[data-count]");
  if (count) count.textContent = number;
  for (const note of list.querySelectorAll("[data-tick-note]")) note.hidden = !number;
}

function startList(list) {
  for (const box of list.querySelectorAll("input[data-tick]")) {
    if (!box.dataset.tick) continue;
    (box.closest("label") ?? box).hidden = false;
    box.checked = kept().has(box.dataset.tick);
    box.addEventListener("change", () => {
      const ticked = kept() ?? new Set();
      if (box.checked) ticked.add(box.dataset.tick);
      else ticked.delete(box.dataset.tick);
      keep(ticked);
      show(list);
    });
  }
  list.querySelector("[data-ticked]")?.removeAttribute("hidden");
  list.querySelector("[data-untick]")?.addEventListener("click", () => {
    const ticked = kept() ?? new Set();
    for (const box of list.querySelectorAll("input[data-tick]")) {
      ticked.delete(box.dataset.tick);
      box.checked = false;
    }
    keep(ticked);
    show(list);
    list.querySelector("input[data-tick]")?.focus();
  });
  show(list);
}

export function startTicks() {
  const lists = document.querySelectorAll("[data-ticks]");
  // A browser that keeps nothing: paper has boxes too.
  if (!lists.length || !kept()) return;
  for (const list of lists) startList(list);
}
