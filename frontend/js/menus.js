// The menu of the site and the menu of a passage are <details>. Escape closes them and gives the
// focus back; a passage's menu also closes when the visitor goes on elsewhere.
const MENUS = ".kk-menu, .kk-passage__menu";

function close(menu) {
  menu.open = false;
}

export function startMenus() {
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const menu = event.target.closest?.(MENUS);
    if (!menu?.open) return;
    close(menu);
    menu.querySelector("summary").focus();
  });

  document.addEventListener("click", (event) => {
    for (const menu of document.querySelectorAll(".kk-passage__menu[open]")) {
      if (!menu.contains(event.target)) close(menu);
    }
  });
}
