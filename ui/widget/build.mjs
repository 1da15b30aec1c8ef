/** Bundle the widget into ui/static/widget.js, reproducibly, and fail above its size limit. */

import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const LIMIT = 15_000;
const BROWSERS = "es2022";
const here = fileURLToPath(new URL(".", import.meta.url));
const made = fileURLToPath(new URL("../static/widget.js", import.meta.url));

/** Load a .css file with its imports as a text, from which the widget creates its style sheet. */
const styles = {
  name: "styles",
  setup({ onLoad }) {
    onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const css = await build({ entryPoints: [path], bundle: true, minify: true, target: BROWSERS, write: false });
      return { contents: css.outputFiles[0].text.trim(), loader: "text" };
    });
  },
};

await build({
  absWorkingDir: here,
  entryPoints: ["widget.ts"],
  outfile: made,
  bundle: true,
  minify: true,
  format: "esm",
  target: BROWSERS,
  charset: "utf8",
  legalComments: "none",
  plugins: [styles],
});

const size = gzipSync(await readFile(made), { level: 9 }).length;
console.log(`ui/static/widget.js: ${size} bytes gzipped, of ${LIMIT} at most`);
if (size > LIMIT) process.exit(1);
