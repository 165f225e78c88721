// Builds static/build/: one stylesheet and one script for the site, one of each for the desk, the
// fonts and the sprite. `npm run build`.
import { copyFile, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";

const here = path.dirname(fileURLToPath(import.meta.url));
const target = path.join(here, "..", "static", "build");
const fontFolder = path.join(here, "node_modules/@fontsource-variable/source-sans-3");

// The browsers we promise; older ones still get readable HTML.
const browsers = ["chrome110", "firefox115", "safari16"];

async function buildStyle() {
  await esbuild.build({
    entryPoints: [path.join(here, "css/main.css")],
    outfile: path.join(target, "site.css"),
    bundle: true,
    minify: true,
    external: ["*.woff2"],
    legalComments: "inline",
    target: browsers,
  });
}

async function buildScript() {
  await esbuild.build({
    entryPoints: [path.join(here, "js/site.js")],
    outfile: path.join(target, "site.js"),
    bundle: true,
    minify: true,
    format: "esm",
    target: browsers,
  });
}

// What the desk has beside Wagtail's own. Its forms load it as plain scripts; the forms of pages
// have one more, for what is pasted.
async function buildDesk() {
  await esbuild.build({
    entryPoints: ["css/desk.css", "js/desk.js", "js/desk/pasting.js", "js/desk/terms.js"].map((file) =>
      path.join(here, file),
    ),
    outdir: target,
    entryNames: "[name]",
    bundle: true,
    minify: true,
    format: "iife",
    target: browsers,
  });
}

async function copyFonts() {
  await mkdir(path.join(target, "fonts"), { recursive: true });
  for (const style of ["normal", "italic"]) {
    const name = `source-sans-3-latin-wght-${style}.woff2`;
    await copyFile(path.join(fontFolder, "files", name), path.join(target, "fonts", name));
  }
  await copyFile(path.join(fontFolder, "LICENSE"), path.join(target, "fonts/OFL.txt"));
}

// Every frontend/icons/<name>.svg becomes <symbol id="<name>"> of one file, so that a page with
// forty icons costs one request.
async function buildSprite() {
  const folder = path.join(here, "icons");
  const names = (await readdir(folder)).filter((name) => name.endsWith(".svg")).sort();
  const symbols = await Promise.all(
    names.map(async (name) => {
      const svg = (await readFile(path.join(folder, name), "utf8")).trim();
      const [, viewBox] = svg.match(/viewBox="([^"]+)"/);
      const inner = svg.replace(/^<svg[^>]*>/, "").replace(/<\/svg>$/, "").replace(/\n\s*/g, "");
      return `<symbol id="${path.basename(name, ".svg")}" viewBox="${viewBox}">${inner}</symbol>`;
    }),
  );
  const sprite = `<svg xmlns="http://www.w3.org/2000/svg">\n${symbols.join("\n")}\n</svg>\n`;
  await writeFile(path.join(target, "sprite.svg"), sprite);
}

// The sign in the browser's tab, and the picture of a link that is shared.
async function copyImages() {
  for (const name of ["favicon.svg", "share.png"]) {
    await copyFile(path.join(here, "images", name), path.join(target, name));
  }
}

await rm(target, { recursive: true, force: true });
await mkdir(target, { recursive: true });
await Promise.all([buildStyle(), buildScript(), buildDesk(), copyFonts(), buildSprite(), copyImages()]);
