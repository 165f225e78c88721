// Today in the words of the page's language: "28 november 2026".
export function today() {
  const { lang } = document.documentElement;
  return new Intl.DateTimeFormat(lang, { dateStyle: "long" }).format(new Date());
}
