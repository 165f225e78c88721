// "Zoek in deze tekst": counts the lines that hold the words and walks through them.
function plain(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

export function startFind() {
  const box = document.querySelector("[data-find]");
  const lines = [...document.querySelectorAll("[data-start]")];
  if (!box || !lines.length) return;
  const field = box.querySelector("input");
  const status = box.querySelector("[data-find-status]");
  const steps = box.querySelectorAll("[data-find-step]");
  const texts = lines.map((line) => plain(line.textContent));
  let hits = [];
  let index = -1;

  function show() {
    for (const line of lines) line.classList.remove("kk-transcript__line--hit");
    for (const step of steps) step.disabled = !hits.length;
    if (!field.value.trim()) {
      status.textContent = "";
      return;
    }
    status.textContent = hits.length
      ? status.dataset.some.replace("{n}", index + 1).replace("{all}", hits.length)
      : status.dataset.none;
    const line = lines[hits[index]];
    line?.classList.add("kk-transcript__line--hit");
    line?.scrollIntoView({ block: "nearest" });
  }

  function find() {
    const words = plain(field.value).trim();
    hits = words ? texts.flatMap((text, index) => (text.includes(words) ? [index] : [])) : [];
    index = hits.length ? 0 : -1;
    show();
  }

  function step(by) {
    if (!hits.length) return;
    index = (index + by + hits.length) % hits.length;
    show();
  }

  box.hidden = false;
  field.addEventListener("input", find);
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    step(event.shiftKey ? -1 : 1);
  });
  for (const button of steps) {
    button.addEventListener("click", () => step(Number(button.dataset.findStep)));
  }
  show();
}
