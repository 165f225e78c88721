// After a form that was refused: the summary of what is wrong gets the focus.
export function startErrorFocus() {
  document.getElementById("error-summary")?.focus();
}
