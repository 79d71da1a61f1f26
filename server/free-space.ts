import fs from "node:fs/promises";
import { join } from "node:path";

const MIB = 1024 * 1024;
/** A new database takes about 50 MiB, and the next segment of its write-ahead log 16. */
const NEW_MIB = 96;
const KEPT_MIB = 32;

/** A sentence when the disk has no room for the database to start; PostgreSQL would only panic. */
export async function shortageOfSpace(dataFolder: string): Promise<string | undefined> {
  const isKept = await fs.stat(join(dataFolder, "database", "PG_VERSION")).then(
    () => true,
    () => false,
  );
  const { bavail, bsize } = await fs.statfs(dataFolder);
  const needed = isKept ? KEPT_MIB : NEW_MIB;
  const free = Math.floor((bavail * bsize) / MIB);
  if (free >= needed) return undefined;
  return `The disk of the data folder ${dataFolder} is full: ${free} MiB are free, and Hoist needs ${needed} MiB to start.`;
}
