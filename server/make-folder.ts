import fs from "node:fs";
import { dirname } from "node:path";

/** Makes a folder for this user alone, and those above it. (Node's own way loops for ever where nothing can be made.) */
export function makeFolder(path: string, isSecondTry = false) {
  try {
    fs.mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : "";
    const isThere = fs.statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
    if (isThere) return;
    if (code !== "ENOENT" || isSecondTry || dirname(path) === path) throw error;
    makeFolder(dirname(path));
    makeFolder(path, true);
  }
}
