import { build } from "esbuild";
import { snippetsFor } from "../components/connect/snippets";
import type { NewKey } from "../lib/keys/schema";

/**
 * The React snippets of the Connect page as a program for a browser, which shows their example in `#snippet`. They poll
 * every 200 ms, so that tests are short.
 */
export async function reactApp(given: {
  origin: string;
  flag: string;
  made: NewKey;
}): Promise<string> {
  const snippets = snippetsFor("react", given);
  const files = new Map(snippets.map(({ name, code }) => [`./${name}`, code]));
  const main = `import { createRoot } from "react-dom/client";
    import { Example } from "./example.jsx";
    const place = document.body.appendChild(document.createElement("div"));
    place.id = "snippet";
    createRoot(place).render(<Example />);`;
  const { outputFiles } = await build({
    stdin: { contents: main, loader: "jsx", resolveDir: process.cwd() },
    bundle: true,
    write: false,
    format: "iife",
    jsx: "automatic",
    define: { "process.env.NODE_ENV": '"production"' },
    plugins: [
      {
        name: "snippets",
        setup(building) {
          building.onResolve({ filter: /^\.\/(use-flag|example)/ }, ({ path }) => ({
            path,
            namespace: "snippets",
          }));
          building.onLoad({ filter: /.*/, namespace: "snippets" }, ({ path }) => ({
            contents: (files.get(path) ?? "").replace("10_000", "200"),
            loader: "jsx",
            resolveDir: process.cwd(),
          }));
        },
      },
    ],
  });
  return outputFiles[0]?.text ?? "";
}
