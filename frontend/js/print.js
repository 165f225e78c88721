// "Print": the button exists only where it can work. Paper says on which day it was made.
import { today } from "./today.js";

export function startPrint() {
  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
  window.addEventListener("beforeprint", () => {
    for (const place of document.querySelectorAll("[data-printed]")) {
      place.textContent = `, ${place.dataset.printed} ${today()}`;
    }
  });
}
