import { randomBytes } from "node:crypto";
import fs from "node:fs";
import { join, resolve } from "node:path";
import { explain, StartFailure } from "./explain";
import { makeFolder } from "./make-folder";

/** Makes the data folder if there is none. Throws StartFailure when nothing can be written there. */
export function openDataFolder(path: string): string {
  const folder = resolve(path);
  try {
    makeFolder(folder);
    fs.accessSync(folder, fs.constants.W_OK);
  } catch (error) {
    throw new StartFailure(`The data folder ${folder} cannot be written: ${explain(error)}.`);
  }
  return folder;
}

/** The secret that signs sessions, made on the first start. Only for whoever holds the folder's lock. */
export function keepSecret(folder: string): string {
  const path = join(folder, "secret");
  try {
    const kept = fs.readFileSync(path, "utf8").trim();
    if (kept.length >= 16) return kept;
  } catch (error) {
    const isNew = error instanceof Error && "code" in error && error.code === "ENOENT";
    if (!isNew) throw new StartFailure(`${path} cannot be read: ${explain(error)}.`);
  }
  const secret = randomBytes(32).toString("base64url");
  try {
    fs.writeFileSync(`${path}.new`, `${secret}\n`, { mode: 0o600, flush: true });
    fs.renameSync(`${path}.new`, path); // Never half a secret: sessions would not survive the next start.
  } catch (error) {
    throw new StartFailure(`${path} cannot be written: ${explain(error)}.`);
  }
  return secret;
}
