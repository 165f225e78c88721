// The film beside its lines: a time plays the film from there, and the line that is heard is marked.
// A line is [data-starts][data-ends] in milliseconds, its time a[data-play] in seconds.

// A seek ends a little before the second that was asked.
const EARLY = 50;

// Without this script a time is a link that opens the film at its second.
function buttonOf(link) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "desk-time";
  button.textContent = link.textContent;
  button.setAttribute("aria-label", link.dataset.label);
  button.dataset.play = link.dataset.play;
  link.replaceWith(button);
}

function heard(rows, now) {
  return rows.findLast((row) => Number(row.dataset.starts) <= now && now < Number(row.dataset.ends));
}

export function startLines() {
  const box = document.querySelector("[data-lines]");
  const film = box?.querySelector("[data-desk-film]");
  if (!film) return;
  const rows = [...box.querySelectorAll("[data-starts]")];
  const follow = box.querySelector("[data-follow]");
  box.querySelectorAll("a[data-play]").forEach(buttonOf);
  for (const hint of box.querySelectorAll("[data-needs-script]")) hint.hidden = false;

  box.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-play]");
    if (!button) return;
    film.currentTime = Number(button.dataset.play);
    film.play().catch(() => {});
  });

  let current = null;
  film.addEventListener("timeupdate", () => {
    const row = heard(rows, film.currentTime * 1000 + EARLY) ?? null;
    if (row === current) return;
    current?.removeAttribute("aria-current");
    row?.setAttribute("aria-current", "true");
    current = row;
    const reads = box.querySelector(".desk-rows").contains(document.activeElement);
    if (row && follow.checked && !film.paused && !reads) row.scrollIntoView({ block: "nearest" });
  });
}
