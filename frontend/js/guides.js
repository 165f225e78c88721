// Of a guide whose questions lead to several places of this page: the part at which the reader is.
// Without a script all of them are shown.
export function startGuides() {
  const bars = [...document.querySelectorAll("[data-guide]")].filter((bar) => bar.children.length > 1);
  if (!bars.length) return;
  const show = () => bars.forEach(showPart);
  show();
  addEventListener("hashchange", show);
}

function showPart(bar) {
  const parts = [...bar.children];
  const at = (place) => parts.filter((part) => part.dataset.place === place);
  const here = [at(location.hash.slice(1)), at(""), parts.slice(0, 1)].find((found) => found.length);
  parts.forEach((part) => {
    part.hidden = !here.includes(part);
  });
}
