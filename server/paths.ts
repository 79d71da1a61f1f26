import { fileURLToPath } from "node:url";

/** Hoist's own folder: the parent of `server/` in development, of `dist/` once built. */
export const root = fileURLToPath(new URL("..", import.meta.url));

/** Whether this runs as TypeScript, through tsx. */
export const isSource = import.meta.url.endsWith(".ts");

/** How Node starts another program of `server/`, by its name without the ending. */
export function programArguments(name: string): string[] {
  return isSource
    ? ["--import", "tsx", `${root}server/${name}.ts`]
    : ["--enable-source-maps", `${root}dist/${name}.js`];
}

export const guard = new URL("../server/guard.mjs", import.meta.url).href;
