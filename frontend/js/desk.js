// The scripts of the desk beside Wagtail's own. Everything works without them.
import { startLines } from "./desk/lines.js";
import { startUploads } from "./desk/uploads.js";

// Wagtail puts the scripts of a form anywhere in its page.
const start = () => {
  startUploads();
  startLines();
};
if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
else start();
