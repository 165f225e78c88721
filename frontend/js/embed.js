// A film on another site: nothing is loaded from there before the click.
export function startEmbeds() {
  for (const button of document.querySelectorAll("button[data-embed]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      const frame = document.createElement("iframe");
      frame.src = button.dataset.embed;
      frame.title = button.dataset.title;
      frame.allow = "autoplay; fullscreen; picture-in-picture";
      frame.referrerPolicy = "strict-origin-when-cross-origin";
      button.replaceWith(frame);
      frame.focus();
    });
  }
}
