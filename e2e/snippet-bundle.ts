import { build, type Plugin } from "esbuild";
import { snippetsFor } from "../components/connect/snippets/snippets";
import { withKey } from "../components/connect/snippets/with-key";
import { technologyOf } from "../components/connect/technologies";
import type { Technology } from "../components/connect/technology";
import type { NewKey } from "../lib/keys/schema";

export type Given = { origin: string; flag: string; made: NewKey };

/** A page's snippets for one technology, with `main` that uses them, as one program for a browser; `change` fits a file to it. */
export async function bundled(
  key: Technology["key"],
  given: Given,
  main: string,
  change = (_name: string, code: string) => code,
): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: main, loader: "jsx", resolveDir: process.cwd() },
    bundle: true,
    write: false,
    format: "iife",
    jsx: "automatic",
    define: { "process.env.NODE_ENV": '"production"' },
    plugins: [files(copied(key, given), change)],
  });
  return outputFiles[0]?.text ?? "";
}

/** The files of one technology, by name, as somebody copies them who just made a key. */
function copied(key: Technology["key"], { made, ...place }: Given): Map<string, string> {
  const technology = technologyOf(key);
  const snippets = withKey(snippetsFor(technology, place), technology, place.origin, made);
  return new Map(snippets.map(({ name, code }) => [name, code]));
}

function files(
  snippets: Map<string, string>,
  change: (name: string, code: string) => string,
): Plugin {
  return {
    name: "snippets",
    setup(building) {
      building.onResolve({ filter: /^\.\// }, ({ path }) => {
        const name = path.slice(2);
        return snippets.has(name) ? { path: name, namespace: "snippets" } : null;
      });
      building.onLoad({ filter: /.*/, namespace: "snippets" }, ({ path }) => ({
        contents: change(path, snippets.get(path) ?? ""),
        loader: path.endsWith("x") ? "tsx" : "ts",
        resolveDir: process.cwd(),
      }));
    },
  };
}
