// Today in the words of the page's language: "28 november 2026".
export function today() {
  const { lang } = document.documentElement;
  // The day before the month, as in every other date of the site: "en" alone is American.
  const order = lang === "en" ? "en-GB" : lang;
  return new Intl.DateTimeFormat(order, { dateStyle: "long" }).format(new Date());
}
