// Time links seek the film without a new page; the transcript follows the film.
// A time link is <a data-seconds="754" href="?t=754#…">, a line is [data-start="754"].
import { playerOf } from "./timecode.js";

const EARLY = 0.05;

function seek(player, seconds, { play }) {
  player.currentTime = seconds;
  if (play) player.play().catch(() => {});
}

function startTimeLinks(player) {
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-seconds]");
    const plain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey;
    if (!link || !plain || new URL(link.href).pathname !== location.pathname) return;
    event.preventDefault();
    seek(player, Number(link.dataset.seconds), { play: true });
    history.replaceState(null, "", link.href);
    player.scrollIntoView({ block: "nearest" });
  });
}

// ?t=754 opens the film at that second; who came by a link decides when it starts to play.
function startAtAddress(player) {
  const seconds = Number(new URLSearchParams(location.search).get("t"));
  if (!Number.isFinite(seconds) || seconds <= 0) return;
  if (player.readyState >= HTMLMediaElement.HAVE_METADATA) {
    seek(player, seconds, { play: false });
    return;
  }
  const onMetadata = () => seek(player, seconds, { play: false });
  player.addEventListener("loadedmetadata", onMetadata, { once: true });
  player.load();
}

function startFollowing(player) {
  const lines = [...document.querySelectorAll("[data-start]")];
  if (!lines.length) return;
  const box = lines[0].closest("[data-transcript]");
  const button = document.querySelector("[data-follow]");
  let current = null;
  let following = true;

  if (button) {
    button.hidden = false;
    button.setAttribute("aria-pressed", "true");
    button.addEventListener("click", () => {
      following = !following;
      button.setAttribute("aria-pressed", String(following));
      button.querySelector("[data-state]").textContent = following
        ? button.dataset.on
        : button.dataset.off;
    });
  }

  player.addEventListener("timeupdate", () => {
    const now = player.currentTime + EARLY;
    const line = lines.findLast((candidate) => Number(candidate.dataset.start) <= now) ?? null;
    if (line === current) return;
    current?.removeAttribute("aria-current");
    line?.setAttribute("aria-current", "true");
    current = line;
    const ownScroll = box && box.scrollHeight > box.clientHeight;
    const reading = box?.contains(document.activeElement);
    if (line && following && ownScroll && !player.paused && !reading) {
      box.scrollTop = line.offsetTop - box.offsetTop - box.clientHeight / 3;
    }
  });
}

function startSpeed(player) {
  const choice = document.querySelector("[data-speed]");
  if (!choice) return;
  choice.closest("[hidden]")?.removeAttribute("hidden");
  choice.addEventListener("change", () => {
    player.playbackRate = Number(choice.value);
  });
}

export function startPlayer() {
  const player = playerOf();
  if (!player) return;
  startAtAddress(player);
  startTimeLinks(player);
  startFollowing(player);
  startSpeed(player);
}
