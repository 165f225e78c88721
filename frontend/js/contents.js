// "Op deze pagina" marks the section that is being read.
export function startContents() {
  const links = [...document.querySelectorAll(".kk-contents a[href^='#']")];
  const sections = links.map((link) => document.getElementById(link.hash.slice(1)));
  if (!links.length || !("IntersectionObserver" in window)) return;

  const observer = new IntersectionObserver(
    () => {
      // The last heading that has passed the upper third of the screen.
      const line = window.innerHeight / 3;
      const index = sections.findLastIndex(
        (section) => section && section.getBoundingClientRect().top <= line,
      );
      links.forEach((link, at) => {
        if (at === index) link.setAttribute("aria-current", "true");
        else link.removeAttribute("aria-current");
      });
    },
    { rootMargin: "0px 0px -66% 0px", threshold: [0, 1] },
  );
  for (const section of sections) if (section) observer.observe(section);
}
