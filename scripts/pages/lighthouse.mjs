// Judges each address on its standard input with Lighthouse, in the browser that listens at the port
// it is given, and prints a line of JSON for each.
import readline from "node:readline";
import lighthouse from "lighthouse";

const settings = {
  port: Number(process.argv[2]),
  onlyCategories: ["accessibility", "best-practices", "seo"],
  // It records a trace, which costs five seconds a page, and counts for no score.
  skipAudits: ["baseline"],
  // Nothing that is judged here depends on how long a page takes: no waiting, no slowing down.
  throttlingMethod: "simulate",
  pauseAfterFcpMs: 0,
  pauseAfterLoadMs: 0,
  networkQuietThresholdMs: 0,
  cpuQuietThresholdMs: 0,
  disableFullPageScreenshot: true,
  skipAboutBlank: true,
  // A page that says "not found" is a page too.
  ignoreStatusCode: true,
  logLevel: "silent",
};

// The elements or addresses that an audit names, as they stand in its table.
function places(details) {
  return (details?.items ?? []).map((item) => ({
    element: item.node?.snippet ?? item.source?.snippet ?? item.source?.url ?? "",
    address: item.sourceLocation?.url ?? item.url ?? "",
    words: item.node?.explanation ?? item.description ?? "",
  }));
}

function missed({ categories, audits }) {
  return Object.values(categories).flatMap((category) =>
    category.auditRefs
      .filter(({ id, weight }) => weight > 0 && audits[id].score !== null && audits[id].score < 1)
      .map(({ id }) => ({
        category: category.id,
        rule: id,
        title: audits[id].title,
        places: places(audits[id].details),
      })),
  );
}

async function judge(url) {
  try {
    const { lhr } = await lighthouse(url, settings);
    if (lhr.runtimeError) return { url, error: lhr.runtimeError.message };
    const scores = Object.values(lhr.categories).map(({ id, score }) => [id, score]);
    return { url, scores: Object.fromEntries(scores), missed: missed(lhr) };
  } catch (error) {
    return { url, error: String(error?.message ?? error) };
  }
}

for await (const url of readline.createInterface({ input: process.stdin })) {
  console.log(JSON.stringify(await judge(url)));
}
