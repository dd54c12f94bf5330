// Bundles src/ into the one script that every report page carries, with the licences of what
// is in it. The same sources give the same bytes.

import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const HERE = dirname(fileURLToPath(import.meta.url));
const OUT = process.argv[2] ?? join(HERE, "../linkscan/report/assets/page.js");

const { metafile, outputFiles } = await build({
  absWorkingDir: HERE,
  entryPoints: ["src/page.js"],
  bundle: true,
  alias: { "d3-transition": "./src/still.js", "d3-interpolate": "./src/still.js" },
  minify: true,
  format: "iife",
  target: "es2022",
  charset: "ascii", // one page is UTF-8, but no script should depend on that
  legalComments: "none", // the licences stand whole, once, in front
  metafile: true,
  write: false,
});

writeFileSync(OUT, `${notices(Object.keys(metafile.inputs))}${outputFiles[0].text}`);

/** The licence of every package of which something is bundled, each text once. */
function notices(inputs) {
  const names = new Set(
    inputs.flatMap((path) => path.match(/node_modules\/((?:@[^/]+\/)?[^/]+)/)?.[1] ?? []),
  );
  const texts = new Map();
  for (const name of [...names].sort()) {
    const text = readFileSync(join(HERE, "node_modules", name, "LICENSE"), "utf-8").trim();
    texts.set(text, [...(texts.get(text) ?? []), name]);
  }
  return [...texts].map(([text, of]) => `/*!\n${of.join(", ")}\n\n${text}\n*/\n`).join("");
}
