// Writes graphiql.min.js, graphiql.min.css and the licences of all that is in them into the folder given.
import { build } from "esbuild";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";

const here = import.meta.dirname;
const folder = resolve(process.argv[2]);

// Three quarters of the stylesheet are fonts, and pages here are set in the system's.
const withoutFonts = {
  name: "without-fonts",
  setup: ({ onLoad }) =>
    onLoad({ filter: /\.css$/ }, async ({ path }) => ({
      contents: (await readFile(path, "utf8")).replace(/@font-face\s*\{[^}]*\}/g, ""),
      loader: "css",
    })),
};

const { metafile } = await build({
  entryPoints: { "graphiql.min": "./graphiql.jsx" },
  absWorkingDir: here,
  outdir: folder,
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  jsx: "automatic",
  define: { "process.env.NODE_ENV": '"production"' },
  legalComments: "none",
  metafile: true,
  alias: { "react-style-singleton": "./no-styles.js" },
  plugins: [withoutFonts],
});

const packages = new Set(Object.keys(metafile.inputs).flatMap((path) => path.match(/.*node_modules\/(?:@[^/]+\/)?[^/]+/) ?? []));
const licences = await Promise.all(
  [...packages].sort().map(async (path) => {
    const { name, version, license } = JSON.parse(await readFile(join(here, path, "package.json"), "utf8"));
    const file = (await readdir(join(here, path))).find((entry) => /^licen[cs]e/i.test(entry));
    const text = file ? (await readFile(join(here, path, file), "utf8")).replaceAll("\r", "").trim() : "";
    return { title: `${name} ${version}, ${license}`, text };
  }),
);
// Many have the same one.
const titles = new Map();
for (const { title, text } of licences) titles.set(text, [...(titles.get(text) ?? []), title]);
const line = `\n${"-".repeat(80)}\n\n`;
const parts = [...titles].map(([text, own]) => `${own.join("\n")}\n\n${text}\n`);
await writeFile(join(folder, "graphiql.LICENSES"), parts.join(line));
