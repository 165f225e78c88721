// The current second of the film: as a timecode, and as an address.
export function playerOf() {
  return document.querySelector("video[data-player]");
}

// 754 -> "12:34", 4000 -> "1:06:40".
export function timecode(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  const parts = [Math.floor(whole / 60) % 60, whole % 60].map((part) =>
    String(part).padStart(2, "0"),
  );
  const hours = Math.floor(whole / 3600);
  return hours ? `${hours}:${parts.join(":")}` : parts.join(":");
}

export function timecodeAddress(player) {
  return `${location.pathname}?t=${Math.floor(player.currentTime)}`;
}
