import fs from "node:fs";
import { join } from "node:path";

export const sourceFolders = ["app", "bench", "components", "e2e", "lib", "scripts", "server"];

/** Every source file that the rules speak of, as a path below the root. */
export function sourceFiles(root: string): string[] {
  return sourceFolders
    .filter((folder) => fs.existsSync(join(root, folder)))
    .flatMap((folder) =>
      fs
        .readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
        .map((path) => `${folder}/${path}`),
    )
    .filter((path) => /\.(ts|tsx|mjs|cjs)$/.test(path) && !/node_modules|\.d\.ts$/.test(path))
    .filter((path) => !/^(lib\/generated|bench\/peers)\//.test(path));
}
