// A long list of boxes is looked through by typing; without this file the list stands there whole.
const folded = (words) => words.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

function startList(field) {
  const input = field.querySelector("input");
  const boxes = [...field.parentElement.querySelectorAll(":scope > .kk-check")];
  const nothing = field.querySelector("[data-nothing]");
  field.hidden = false;
  input.addEventListener("input", () => {
    const sought = folded(input.value.trim());
    for (const box of boxes) {
      // A box that is ticked stays in sight: it is sent along.
      box.hidden = !folded(box.textContent).includes(sought) && !box.querySelector("input").checked;
    }
    nothing.hidden = boxes.some((box) => !box.hidden);
  });
}

export function startNarrowing() {
  for (const field of document.querySelectorAll("[data-narrow]")) startList(field);
}
